package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that has a row of its own in a feature's table, as far as a fitted feature tells: the kept
 * values in the order of their keys or the buckets in theirs, then what stands for missing and for
 * other values. A hash of eight bytes can be undone, so that whole numbers, numbers and booleans
 * are told by their keys; a text cannot. Immutable and thread-safe.
 */
public final class FeatureValues {
  private final KeySet kept;
  private final Optional<ColumnType> type;
  private final long salt;

  /** What is not kept by key. */
  private final List<FeatureValue> others;

  private FeatureValues(
      KeySet kept, Optional<ColumnType> type, long salt, List<FeatureValue> others) {
    this.kept = kept;
    this.type = type;
    this.salt = salt;
    this.others = List.copyOf(others);
  }

  /**
   * Whether the values of a feature are known: those of a category, a cross or a bag only with a
   * limited vocabulary.
   */
  public static boolean areKnown(FeatureMap map, Feature feature) {
    Transform transform = requireNonNull(feature, "feature is null").transform();
    return !(transform instanceof Transform.Category
            || transform instanceof Transform.Cross
            || transform instanceof Transform.Bag)
        || map.fitOf(feature).vocabulary().limited();
  }

  /**
   * @param feature one of the map's, whose values {@linkplain #areKnown are known}
   */
  public static FeatureValues of(FeatureMap map, Feature feature) {
    if (!areKnown(map, feature)) {
      throw new IllegalArgumentException(
          "Feature '%s' has no vocabulary".formatted(feature.name()));
    }
    long salt = FeatureKeys.columnSalt(feature.table());
    FeatureFit fit = map.fitOf(feature);
    List<FeatureValue> others = new ArrayList<>();
    if (feature.transform() instanceof Transform.Buckets buckets) {
      addBuckets(buckets.boundaries(), salt, others);
    } else if (feature.transform() instanceof Transform.Quantiles) {
      addBuckets(fit.boundaries(), salt, others);
    } else if (feature.kind() == FeatureKind.NUMBER) {
      others.add(FeatureValue.of(FeatureValue.Kind.NUMBER, FeatureKeys.presence(salt)));
    }
    others.add(FeatureValue.of(FeatureValue.Kind.MISSING, FeatureKeys.missing(salt)));
    if (fit.vocabulary().limited()) {
      long other = FeatureKeys.outOfVocabulary(FeatureKeys.columnSalt(feature.name()));
      others.add(FeatureValue.of(FeatureValue.Kind.OTHER, other));
    }
    return new FeatureValues(fit.vocabulary().keys(), type(map, feature), salt, others);
  }

  private static void addBuckets(List<Double> boundaries, long salt, List<FeatureValue> out) {
    for (int i = 0; i <= boundaries.size(); i++) {
      String from = i == 0 ? "(-Infinity" : "[" + boundaries.get(i - 1);
      String to = i == boundaries.size() ? "Infinity)" : boundaries.get(i) + ")";
      out.add(
          new FeatureValue(
              FeatureKeys.ofIntegral(salt, i),
              FeatureValue.Kind.BUCKET,
              Optional.of(from + ", " + to)));
    }
  }

  /** Of a value; empty where a value is a combination. */
  private static Optional<ColumnType> type(FeatureMap map, Feature feature) {
    if (feature.transform() instanceof Transform.Cross) {
      return Optional.empty();
    }
    String name = feature.columns().get(0);
    return map.columns().stream()
        .filter(column -> column.name().equals(name))
        .map(InputColumn::type)
        .findFirst();
  }

  /** How many rows there may be; training need not have met all. */
  public int size() {
    return kept.size() + others.size();
  }

  /** The value at that position, from 0. */
  public FeatureValue get(int position) {
    if (position >= kept.size()) {
      return others.get(position - kept.size());
    }
    long key = kept.get(position);
    return new FeatureValue(key, FeatureValue.Kind.VALUE, type.flatMap(of -> text(of, key)));
  }

  private Optional<String> text(ColumnType of, long key) {
    return switch (of) {
      case STRING, STRING_ARRAY -> Optional.empty();
      case BOOLEAN, BOOLEAN_ARRAY ->
          Optional.of(String.valueOf(FeatureKeys.integralOf(salt, key) != 0));
      case INTEGRAL, INTEGRAL_ARRAY ->
          Optional.of(Long.toString(FeatureKeys.integralOf(salt, key)));
      case NUMBER, NUMBER_ARRAY ->
          Optional.of(Double.toString(Double.longBitsToDouble(FeatureKeys.integralOf(salt, key))));
    };
  }
}
