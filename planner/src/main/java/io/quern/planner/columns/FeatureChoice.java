package io.quern.planner.columns;

import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import java.util.List;

/**
 * What a training reads and learns from.
 *
 * @param columns that are read, in the order of the source
 * @param decisions one per feature, in the order of the features
 * @param skipped the columns that take no part, in the order of the source
 */
public record FeatureChoice(
    List<InputColumn> columns, List<FeatureDecision> decisions, List<SkippedColumn> skipped) {
  public FeatureChoice {
    columns = List.copyOf(columns);
    decisions = List.copyOf(decisions);
    skipped = List.copyOf(skipped);
  }

  public List<Feature> features() {
    return decisions.stream().map(FeatureDecision::feature).toList();
  }
}
