package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

  /** What was fitted of a feature. */
  public FeatureFit fitOf(Feature feature) {
    return fits.get(features().indexOf(feature));
  }

  /**
   * This map after a further training on other rows: statistics are merged, vocabularies united.
   * Boundaries stay, so that a bucket keeps its row, and so does what is a quantity: the other rows
   * neither add one nor take one away.
   *
   * @throws IllegalArgumentException when columns or other features differ
   */
  public FeatureMap extendedBy(FeatureMap later) {
    if (!schema.withoutQuantities().equals(later.schema.withoutQuantities())) {
      throw new IllegalArgumentException("The feature maps are of different features");
    }
    List<FeatureFit> extended = new ArrayList<>();
    for (Feature feature : features()) {
      FeatureFit fit = fitOf(feature);
      extended.add(later.fitNamed(feature.name()).map(fit::extendedBy).orElse(fit));
    }
    return new FeatureMap(schema, extended);
  }

  private Optional<FeatureFit> fitNamed(String name) {
    return features().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .map(this::fitOf);
  }

  /** The files of the bundle's folder {@code feature-map}, by name. */
  public Map<String, byte[]> files() {
    return FeatureMapFiles.write(this);
  }

  /**
   * @param files the content of each of {@link #files()}, by name
   * @throws io.quern.api.QuernException {@code MODEL}, when they are no feature map
   */
  public static FeatureMap read(Function<String, byte[]> files) {
    return FeatureMapFiles.read(files);
  }
}
