package io.quern.model.feature;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.Serializable;
import java.util.List;

/** What is kept of the numbers of a feature while rows are read. Confined to one thread. */
abstract sealed class NumberSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  static NumberSummary of(Feature feature) {
    return feature.transform() instanceof Transform.Quantiles quantiles
        ? new Cut(quantiles)
        : new Scaled((Transform.Number) feature.transform());
  }

  /** Of the quantities beside a category. */
  static NumberSummary ofQuantities() {
    return new Scaled(Transform.Quantity.NUMBER);
  }

  /** Takes in a finite number. */
  abstract void add(double value);

  /** Takes in what a summary of the same feature has seen. */
  abstract void merge(NumberSummary other);

  /**
   * @throws QuernException {@code DATA}, when the values are too large to scale
   */
  abstract FeatureFit fit(Feature feature, long rows, long missing);

  /** Of numbers that scale their row. */
  private static final class Scaled extends NumberSummary {
    private static final long serialVersionUID = 1L;

    private final Transform.Number transform;
    private final Moments moments = new Moments();

    Scaled(Transform.Number transform) {
      this.transform = transform;
    }

    @Override
    void add(double value) {
      moments.add(NumberScale.seen(transform, value));
    }

    @Override
    void merge(NumberSummary other) {
      moments.merge(((Scaled) other).moments);
    }

    @Override
    FeatureFit fit(Feature feature, long rows, long missing) {
      double mean = moments.mean();
      double deviation = moments.standardDeviation();
      if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
        throw new QuernException(
                ErrorCode.DATA,
                "Feature '%s' has values too large to standardise: from %s to %s"
                    .formatted(feature.name(), moments.min(), moments.max()))
            .withHint("Scale the column in the query, or name it in option 'categorical'.");
      }
      FeatureStatistics statistics =
          new FeatureStatistics(rows, missing, mean, deviation, moments.min(), moments.max());
      return new FeatureFit(statistics, List.of(), FittedVocabulary.NONE);
    }
  }

  /** Of numbers that are cut at quantiles. */
  private static final class Cut extends NumberSummary {
    private static final long serialVersionUID = 1L;

    private final Transform.Quantiles transform;
    private final QuantileSketch sketch = new QuantileSketch();

    Cut(Transform.Quantiles transform) {
      this.transform = transform;
    }

    @Override
    void add(double value) {
      sketch.add(value);
    }

    @Override
    void merge(NumberSummary other) {
      sketch.merge(((Cut) other).sketch);
    }

    @Override
    FeatureFit fit(Feature feature, long rows, long missing) {
      return new FeatureFit(
          FeatureStatistics.ofRows(rows, missing),
          sketch.boundaries(transform.count()),
          FittedVocabulary.NONE);
    }
  }
}
