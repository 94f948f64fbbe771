package io.quern.model.feature;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The features of a model in the order of the source's columns, which is also the order of
 * positional calls, with what training saw of each.
 *
 * @param statistics of the feature at the same position
 */
public record FeatureMap(List<Feature> features, List<FeatureStatistics> statistics)
    implements Serializable {
  public FeatureMap {
    features = List.copyOf(features);
    statistics = List.copyOf(statistics);
    if (features.isEmpty() || features.size() != statistics.size()) {
      throw new IllegalArgumentException(
          "Invalid feature map: %d features, %d statistics"
              .formatted(features.size(), statistics.size()));
    }
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException("Feature '" + feature.name() + "' is there twice");
      }
    }
  }

  public FeatureLayout layout() {
    return layoutOf(features);
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

  /** The statistics of the NUMBER features in the order of their slots. */
  public List<FeatureStatistics> numberStatistics() {
    return IntStream.range(0, features.size())
        .filter(i -> features.get(i).kind() == FeatureKind.NUMBER)
        .mapToObj(statistics::get)
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
