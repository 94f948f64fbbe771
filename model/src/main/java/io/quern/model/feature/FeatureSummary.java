package io.quern.model.feature;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the statistics of encoded rows in one pass. Mutable and mergeable; confined to one
 * thread. Merging in another order may change the last bits of means and deviations, so merge in
 * the order of source partitions where a result must be repeatable.
 */
public final class FeatureSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureSchema schema;

  /** The missing key of each slot: categories, numbers, bags. */
  private final long[] missingKeys;

  /** Rows without a value, by slot. */
  private final long[] missing;

  /** By number slot. */
  private final Moments[] numbers;

  private long rows;
  private long positives;

  public FeatureSummary(FeatureSchema schema) {
    this.schema = schema;
    List<Feature> slots = FeatureMap.slots(schema.features());
    this.missingKeys =
        slots.stream()
            .mapToLong(feature -> FeatureKeys.missing(FeatureKeys.columnSalt(feature.table())))
            .toArray();
    this.missing = new long[slots.size()];
    this.numbers = new Moments[schema.layout().numbers()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = new Moments();
    }
  }

  /** Takes in rows encoded from the same features. */
  public void add(EncodedRows block) {
    FeatureLayout layout = block.layout();
    for (int row = 0; row < block.size(); row++) {
      if (block.label(row) == 1) {
        positives++;
      }
      for (int slot = 0; slot < layout.categories(); slot++) {
        if (block.key(row, slot) == missingKeys[slot]) {
          missing[slot]++;
        }
      }
      addNumbers(block, row);
      addBags(block, row);
    }
    rows += block.size();
  }

  private void addNumbers(EncodedRows block, int row) {
    int firstSlot = block.layout().categories();
    for (int i = 0; i < numbers.length; i++) {
      double value = block.number(row, i);
      if (Double.isNaN(value)) {
        missing[firstSlot + i]++;
      } else {
        numbers[i].add(value);
      }
    }
  }

  private void addBags(EncodedRows block, int row) {
    int firstSlot = block.layout().singles();
    for (int bag = 0; bag < block.layout().bags(); bag++) {
      int start = block.bagStart(row, bag);
      boolean single = block.bagEnd(row, bag) - start == 1;
      if (single && block.bagKey(start) == missingKeys[firstSlot + bag]) {
        missing[firstSlot + bag]++;
      }
    }
  }

  /** Takes in what another summary of the same features has seen. */
  public void merge(FeatureSummary other) {
    rows += other.rows;
    positives += other.positives;
    for (int i = 0; i < missing.length; i++) {
      missing[i] += other.missing[i];
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i].merge(other.numbers[i]);
    }
  }

  /** Rows seen. */
  public long rows() {
    return rows;
  }

  /** Rows with label 1. */
  public long positives() {
    return positives;
  }

  /**
   * @throws QuernException {@code DATA}, when a number feature's values are too large to
   *     standardise
   */
  public FeatureMap toFeatureMap() {
    List<Feature> slots = FeatureMap.slots(schema.features());
    int categories = schema.layout().categories();
    List<FeatureFit> fits = new ArrayList<>();
    for (Feature feature : schema.features()) {
      int slot = slots.indexOf(feature);
      FeatureStatistics statistics =
          feature.kind() == FeatureKind.NUMBER
              ? statistics(feature, missing[slot], numbers[slot - categories])
              : new FeatureStatistics(rows, missing[slot], 0, 0, 0, 0);
      fits.add(new FeatureFit(statistics, List.of(), FittedVocabulary.NONE));
    }
    return new FeatureMap(schema, fits);
  }

  private FeatureStatistics statistics(Feature feature, long missing, Moments values) {
    double mean = values.mean();
    double deviation = values.standardDeviation();
    if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
      throw new QuernException(
              ErrorCode.DATA,
              "Feature '%s' has values too large to standardise: from %s to %s"
                  .formatted(feature.name(), values.min(), values.max()))
          .withHint("Scale the column in the query, or name it in option 'categorical'.");
    }
    return new FeatureStatistics(rows, missing, mean, deviation, values.min(), values.max());
  }
}
