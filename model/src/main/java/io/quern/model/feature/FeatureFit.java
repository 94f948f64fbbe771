package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * What the training rows decide about one feature.
 *
 * @param boundaries of a {@link Transform.Quantiles}, else none
 * @param vocabulary {@link FittedVocabulary#NONE} where nothing limits it
 */
public record FeatureFit(
    FeatureStatistics statistics, List<Double> boundaries, FittedVocabulary vocabulary)
    implements Serializable {
  public FeatureFit {
    requireNonNull(statistics, "statistics is null");
    requireNonNull(vocabulary, "vocabulary is null");
    boundaries = List.copyOf(boundaries);
  }

  FeatureFit withVocabulary(FittedVocabulary fitted) {
    return new FeatureFit(statistics, boundaries, fitted);
  }

  FeatureFit withKeys(KeySet keys) {
    return withVocabulary(vocabulary.withKeys(keys));
  }

  /** Boundaries stay: a bucket keeps its row. */
  FeatureFit extendedBy(FeatureFit later) {
    return new FeatureFit(
        statistics.merge(later.statistics), boundaries, vocabulary.union(later.vocabulary));
  }
}
