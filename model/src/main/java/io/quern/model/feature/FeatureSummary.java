package io.quern.model.feature;

import io.quern.api.QuernException;
import io.quern.model.feature.EncodedLayout.Part;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the statistics of encoded rows in one pass. Mutable and mergeable; confined to one
 * thread. Merging in another order may change the last bits of means and deviations, and the
 * boundaries of quantiles within their error, so merge in the order of source partitions where a
 * result must be repeatable.
 */
public final class FeatureSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureSchema schema;

  /** The missing key of each feature that is stored as a key, and of each bag. */
  private final long[] missingKeys;

  private final long[] missingBags;

  /** By feature that is stored as a key: of the undecided ones, what their values are like. */
  private final QuantitySummary[] quantities;

  /** By feature that is stored as a number. */
  private final NumberSummary[] numbers;

  /** Rows without a value: by key, by number, by bag. */
  private final long[] withoutKey;

  private final long[] withoutNumber;
  private final long[] withoutBag;

  private long rows;
  private long positives;

  public FeatureSummary(FeatureSchema schema) {
    this.schema = schema;
    this.missingKeys = missing(Part.KEY);
    this.missingBags = missing(Part.BAG);
    this.quantities =
        stored(Part.KEY).stream()
            .map(feature -> feature.isUndecided() ? new QuantitySummary(feature) : null)
            .toArray(QuantitySummary[]::new);
    this.numbers =
        stored(Part.NUMBER).stream().map(NumberSummary::of).toArray(NumberSummary[]::new);
    this.withoutKey = new long[missingKeys.length];
    this.withoutNumber = new long[numbers.length];
    this.withoutBag = new long[missingBags.length];
  }

  private List<Feature> stored(Part part) {
    return FeatureMap.slots(schema.features()).stream()
        .filter(feature -> Part.of(feature) == part)
        .toList();
  }

  private long[] missing(Part part) {
    return stored(part).stream()
        .mapToLong(feature -> FeatureKeys.missing(FeatureKeys.columnSalt(feature.table())))
        .toArray();
  }

  /** Takes in rows encoded from the same features. */
  public void add(EncodedRows block) {
    for (int row = 0; row < block.size(); row++) {
      if (block.label(row) == 1) {
        positives++;
      }
      for (int i = 0; i < missingKeys.length; i++) {
        if (block.key(row, i) == missingKeys[i]) {
          withoutKey[i]++;
        }
        if (quantities[i] != null) {
          quantities[i].add(block.key(row, i));
        }
      }
      addNumbers(block, row);
      addBags(block, row);
    }
    rows += block.size();
  }

  private void addNumbers(EncodedRows block, int row) {
    for (int i = 0; i < numbers.length; i++) {
      double value = block.number(row, i);
      if (Double.isNaN(value)) {
        withoutNumber[i]++;
      } else {
        numbers[i].add(value);
      }
    }
  }

  private void addBags(EncodedRows block, int row) {
    for (int bag = 0; bag < missingBags.length; bag++) {
      int start = block.bagStart(row, bag);
      boolean single = block.bagEnd(row, bag) - start == 1;
      if (single && block.bagKey(start) == missingBags[bag]) {
        withoutBag[bag]++;
      }
    }
  }

  /** Takes in what another summary of the same features has seen. */
  public void merge(FeatureSummary other) {
    rows += other.rows;
    positives += other.positives;
    add(withoutKey, other.withoutKey);
    add(withoutNumber, other.withoutNumber);
    add(withoutBag, other.withoutBag);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i].merge(other.numbers[i]);
    }
    for (int i = 0; i < quantities.length; i++) {
      if (quantities[i] != null) {
        quantities[i].merge(other.quantities[i]);
      }
    }
  }

  private static void add(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
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
   * The features as the rows fit them, with a quantity behind each undecided category whose values
   * are quantities.
   *
   * @param vocabularies of the features whose vocabulary has limits, in the order of {@link
   *     VocabularyCounter#limited}
   * @throws QuernException {@code DATA}, when a number feature's values are too large to scale
   */
  public FeatureMap toFeatureMap(List<FittedVocabulary> vocabularies) {
    Map<Feature, FeatureFit> fits = new HashMap<>();
    List<Feature> keys = stored(Part.KEY);
    for (int i = 0; i < keys.size(); i++) {
      fits.put(keys.get(i), counted(withoutKey[i]));
    }
    List<Feature> values = stored(Part.NUMBER);
    for (int i = 0; i < values.size(); i++) {
      fits.put(values.get(i), numbers[i].fit(values.get(i), rows, withoutNumber[i]));
    }
    List<Feature> bags = stored(Part.BAG);
    for (int i = 0; i < bags.size(); i++) {
      fits.put(bags.get(i), counted(withoutBag[i]));
    }
    List<Feature> limited = VocabularyCounter.limited(schema);
    for (int i = 0; i < limited.size(); i++) {
      FittedVocabulary vocabulary = vocabularies.get(i);
      fits.computeIfPresent(limited.get(i), (feature, fit) -> fit.withVocabulary(vocabulary));
    }
    return withQuantities(fits);
  }

  private FeatureMap withQuantities(Map<Feature, FeatureFit> fits) {
    List<Feature> keys = stored(Part.KEY);
    List<Feature> features = new ArrayList<>();
    List<FeatureFit> inOrder = new ArrayList<>();
    for (Feature feature : schema.features()) {
      features.add(feature);
      inOrder.add(fits.get(feature));
      int place = keys.indexOf(feature);
      if (feature.isUndecided() && quantities[place].isQuantity()) {
        features.add(feature.quantity());
        inOrder.add(quantities[place].fit(feature.quantity(), rows));
      }
    }
    return new FeatureMap(new FeatureSchema(schema.columns(), features), inOrder);
  }

  private FeatureFit counted(long without) {
    return new FeatureFit(
        FeatureStatistics.ofRows(rows, without), List.of(), FittedVocabulary.NONE);
  }
}
