package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns and features of a model with all that training has fitted: everything between a row
 * and the slots of a network.
 *
 * @param fits of the feature at the same position
 */
public record FeatureMap(FeatureSchema schema, List<FeatureFit> fits) implements Serializable {
  public FeatureMap {
    requireNonNull(schema, "schema is null");
    fits = List.copyOf(fits);
    if (schema.features().size() != fits.size()) {
      throw new IllegalArgumentException(
          "Invalid feature map: %d features, %d fits"
              .formatted(schema.features().size(), fits.size()));
    }
  }

  /** In the order of the source, which is also that of positional calls. */
  public List<InputColumn> columns() {
    return schema.columns();
  }

  public List<Feature> features() {
    return schema.features();
  }

  public FeatureLayout layout() {
    return schema.layout();
  }

  /** How the slots of these features are arranged. */
  public static FeatureLayout layoutOf(List<Feature> features) {
    return new FeatureLayout(
        count(features, FeatureKind.CATEGORY),
        count(features, FeatureKind.NUMBER),
        count(features, FeatureKind.BAG));
  }

  private static int count(List<Feature> features, FeatureKind kind) {
    return (int) features.stream().filter(feature -> feature.kind() == kind).count();
  }

  /** The features in the order of their slots: categories, numbers, bags. */
  public static List<Feature> slots(List<Feature> features) {
    List<Feature> slots = new ArrayList<>();
    for (FeatureKind kind : FeatureKind.values()) {
      features.stream().filter(feature -> feature.kind() == kind).forEach(slots::add);
    }
    return slots;
  }

  /** What the training rows hold, by feature. */
  public List<FeatureStatistics> statistics() {
    return fits.stream().map(FeatureFit::statistics).toList();
  }

  /** The statistics of the NUMBER features in the order of their slots. */
  public List<FeatureStatistics> numberStatistics() {
    return IntStream.range(0, fits.size())
        .filter(i -> features().get(i).kind() == FeatureKind.NUMBER)
        .mapToObj(i -> fits.get(i).statistics())
        .toList();
  }

  /** The content of {@code feature-map/features.json}. */
  public String toJson() {
    return FeatureMapJson.write(this);
  }

  /**
   * @throws io.quern.api.QuernException {@code MODEL}, when the text is no feature map
   */
  public static FeatureMap fromJson(String json) {
    return FeatureMapJson.read(json);
  }
}
