package io.quern.runtime.train;

import io.quern.model.algorithm.MetricChoice;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.Transform;
import java.io.Serializable;
import java.util.List;

/**
 * Where the group of an encoded row is found: among the keys of categories, as encoded, so that
 * values outside a vocabulary stay apart. Rows without a value have no group.
 *
 * @param place of the key in an encoded row, −1 where nothing is grouped
 * @param missing the key of rows without a value
 */
record GaucGroups(int place, long missing) implements Serializable {
  private static final int NO_PLACE = -1;

  static GaucGroups of(MetricChoice metrics, FeatureMap features) {
    return metrics
        .gaucFeature(features.features())
        .map(feature -> of(feature, features.features()))
        .orElse(new GaucGroups(NO_PLACE, 0));
  }

  private static GaucGroups of(Feature grouping, List<Feature> features) {
    List<Feature> encodedAsKeys =
        features.stream()
            .filter(feature -> feature.kind() == FeatureKind.CATEGORY)
            .filter(feature -> !(feature.transform() instanceof Transform.Quantiles))
            .toList();
    long salt = FeatureKeys.columnSalt(grouping.table());
    return new GaucGroups(encodedAsKeys.indexOf(grouping), FeatureKeys.missing(salt));
  }
}
