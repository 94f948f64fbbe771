package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

/**
 * {@code metric >= number}: what PROMOTE asks of a version.
 *
 * @param metric as written
 * @param bound as written, a number
 */
public record MetricCondition(
    PlacedText metric, SqlCondition.Comparison comparison, PlacedText bound) {
  public MetricCondition {
    requireNonNull(metric, "metric is null");
    requireNonNull(comparison, "comparison is null");
    requireNonNull(bound, "bound is null");
  }
}
