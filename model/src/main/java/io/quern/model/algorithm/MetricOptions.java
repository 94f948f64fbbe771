package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/** What is measured of predictions, and by what epochs are compared. */
public final class MetricOptions {
  public static final Option<String> MONITOR =
      Option.of(
          "monitor",
          OptionType.oneOf(Monitor.AUC.word(), Monitor.LOSS.word(), Monitor.GAUC.word()),
          Monitor.AUC.word(),
          Range.any(),
          "Metric of the validation by which epochs are compared; gauc needs gaucBy.");

  public static final Option<String> GAUC_BY =
      Option.optional(
          "gaucBy",
          OptionType.COLUMN,
          "none",
          Range.any(),
          "Feature of kind category, mostly the user, by whose values the validation's GAUC groups"
              + " rows.");

  public static final Option<Double> THRESHOLD =
      Option.of(
          "threshold",
          OptionType.DOUBLE,
          0.5,
          Range.between(0.0, 1.0),
          "Probability from which on a prediction counts as 1 in precision, recall, F1 and"
              + " accuracy.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(MONITOR, GAUC_BY, THRESHOLD);

  private MetricOptions() {}
}
