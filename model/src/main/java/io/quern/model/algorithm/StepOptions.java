package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/**
 * What becomes of a batch's loss and gradient before the optimizers see it.
 *
 * <p>The benchmarks' recipes clip the norm at 10; nothing is clipped by default, because a training
 * that needs it says so by its loss.
 */
public final class StepOptions {
  public static final Option<Double> CLIP_NORM =
      Option.of(
          "clipNorm",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "Length that each worker's gradient of the batch's mean log loss by all trained dense"
              + " parameters and all rows of the batch together, regularisation excluded, is scaled"
              + " down to where it is longer; 0 = off.");

  public static final Option<Double> CLIP_VALUE =
      Option.of(
          "clipValue",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "Size that every component of the same gradient is cut to, before clipNorm; 0 = off.");

  public static final Option<Double> POSITIVE_WEIGHT =
      Option.of(
          "positiveWeight",
          OptionType.DOUBLE,
          1.0,
          Range.above(0, 1e6),
          "Factor of examples with label 1 in the loss that is minimised; other than 1, predicted"
              + " probabilities are no longer calibrated.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(CLIP_NORM, CLIP_VALUE, POSITIVE_WEIGHT);

  private StepOptions() {}
}
