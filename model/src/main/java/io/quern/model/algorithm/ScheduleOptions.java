package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/**
 * Steps, epochs, validation and what follows from it.
 *
 * <p>{@code batchSize} 1024 costs a large set less than a tenth of the speed of 4096; a small one
 * takes the largest power of two that gives its epoch {@link Schedule#STEPS_OF_AN_EPOCH} steps. The
 * patience options follow the benchmarks' recipe and act only where there is validation.
 */
public final class ScheduleOptions {
  public static final Option<Integer> BATCH_SIZE =
      Option.optional(
          "batchSize",
          OptionType.INTEGER,
          "1024; with less than 102,400 training rows the power of two from 128 on that gives an epoch"
              + " at least 100 steps",
          Range.between(1, 1 << 20),
          "Rows of one step: of each worker in mode async, of all together in mode sync.");

  public static final Option<Integer> EPOCHS =
      Option.of(
          "epochs",
          OptionType.INTEGER,
          7,
          Range.between(1, 100_000),
          "Passes over the training rows.");

  public static final Option<Long> SEED =
      Option.of(
          "seed",
          OptionType.LONG,
          42L,
          Range.any(),
          "Decides initial weights, order, split and dropout.");

  public static final Option<String> VALIDATION_TABLE =
      Option.optional(
          "validationTable",
          OptionType.TABLE,
          "none",
          Range.any(),
          "Table or view to validate on after each epoch.");

  public static final Option<Double> VALIDATION_FRACTION =
      Option.of(
          "validationFraction",
          OptionType.DOUBLE,
          0.0,
          Range.below(0, 1),
          "Share of the rows held out to validate on after each epoch.");

  public static final Option<Integer> EARLY_STOPPING_PATIENCE =
      Option.of(
          "earlyStoppingPatience",
          OptionType.INTEGER,
          2,
          Range.atLeast(0),
          "Validations in a row without a better monitored metric after which training stops and"
              + " keeps the best epoch; 0 = never.");

  public static final Option<Integer> LR_DECAY_PATIENCE =
      Option.of(
          "lrDecayPatience",
          OptionType.INTEGER,
          1,
          Range.atLeast(0),
          "Validations in a row without a better monitored metric after which both rates fall to a"
              + " tenth; 0 = never.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL =
      List.of(
          BATCH_SIZE,
          EPOCHS,
          SEED,
          VALIDATION_TABLE,
          VALIDATION_FRACTION,
          EARLY_STOPPING_PATIENCE,
          LR_DECAY_PATIENCE);

  private ScheduleOptions() {}
}
