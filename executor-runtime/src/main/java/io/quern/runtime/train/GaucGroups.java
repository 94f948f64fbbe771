package io.quern.runtime.train;

import io.quern.model.algorithm.MetricChoice;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import java.io.Serializable;
import java.util.List;

/**
 * Where the group of a row is found: the key of one category. Rows without a value have no group.
 *
 * @param slot of the category, {@link #NO_SLOT} where nothing is grouped
 * @param missing the key of rows without a value
 */
record GaucGroups(int slot, long missing) implements Serializable {
  private static final int NO_SLOT = -1;

  static GaucGroups of(MetricChoice metrics, FeatureMap features) {
    return metrics
        .gaucFeature(features.features())
        .map(feature -> of(feature, features.features()))
        .orElse(new GaucGroups(NO_SLOT, 0));
  }

  private static GaucGroups of(Feature grouping, List<Feature> features) {
    List<Feature> categories =
        features.stream().filter(feature -> feature.kind() == FeatureKind.CATEGORY).toList();
    long salt = FeatureKeys.columnSalt(grouping.name());
    return new GaucGroups(categories.indexOf(grouping), FeatureKeys.missing(salt));
  }

  /** Whether rows are grouped at all. */
  boolean arePresent() {
    return slot != NO_SLOT;
  }
}
