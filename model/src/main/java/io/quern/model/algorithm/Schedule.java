package io.quern.model.algorithm;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;

/**
 * Steps, epochs and validation of a training.
 *
 * @param automaticBatch whether a training on few rows may lower the batch size, see {@link
 *     #forRows}
 * @param validationFraction of the rows; 0 = none, or a table
 * @param earlyStoppingPatience 0 = never
 * @param lrDecayPatience 0 = never
 */
public record Schedule(
    int batchSize,
    boolean automaticBatch,
    int epochs,
    long seed,
    double validationFraction,
    int earlyStoppingPatience,
    int lrDecayPatience)
    implements Serializable {
  /**
   * What an epoch needs for Adam to get anywhere, and for the running statistics of batch
   * normalisation, a mean over about ten steps, to be of weights as they are now.
   */
  static final int STEPS_OF_AN_EPOCH = 100;

  private static final int LARGEST_AUTOMATIC_BATCH = 1024;

  /** Smaller ones make batch statistics too noisy. */
  private static final int SMALLEST_AUTOMATIC_BATCH = 128;

  static Schedule from(Options options) {
    rejectTwoValidations(options);
    return new Schedule(
        options.find(ScheduleOptions.BATCH_SIZE).orElse(LARGEST_AUTOMATIC_BATCH),
        options.find(ScheduleOptions.BATCH_SIZE).isEmpty(),
        options.get(ScheduleOptions.EPOCHS),
        options.get(ScheduleOptions.SEED),
        options.get(ScheduleOptions.VALIDATION_FRACTION),
        options.get(ScheduleOptions.EARLY_STOPPING_PATIENCE),
        options.get(ScheduleOptions.LR_DECAY_PATIENCE));
  }

  /** What holds in a training on that many rows. */
  Schedule forRows(long trainingRows) {
    if (!automaticBatch) {
      return this;
    }
    int batch = LARGEST_AUTOMATIC_BATCH;
    while (batch > SMALLEST_AUTOMATIC_BATCH && trainingRows / batch < STEPS_OF_AN_EPOCH) {
      batch /= 2;
    }
    return new Schedule(
        batch, false, epochs, seed, validationFraction, earlyStoppingPatience, lrDecayPatience);
  }

  /** Steps of a training on that many rows by one worker. */
  long steps(long trainingRows) {
    return epochs * ((trainingRows + batchSize - 1) / batchSize);
  }

  private static void rejectTwoValidations(Options options) {
    if (options.find(ScheduleOptions.VALIDATION_TABLE).isPresent()
        && options.get(ScheduleOptions.VALIDATION_FRACTION) > 0) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION,
                  "Options 'validationTable' and 'validationFraction' exclude each other")
              .withHint("Give the one or the other");
      throw options.place(ScheduleOptions.VALIDATION_TABLE).map(error::at).orElse(error);
    }
  }
}
