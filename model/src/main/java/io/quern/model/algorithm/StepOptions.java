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
          "Longest gradient: that of a batch's log loss, without regularisation, by all trained dense"
              + " parameters and rows of the batch together is scaled down to it; 0 = off.");

  public static final Option<Double> CLIP_VALUE =
      Option.of(
          "clipValue",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "Largest component of that gradient, cut to before clipNorm; 0 = off.");

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
