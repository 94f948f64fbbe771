package io.quern.model.algorithm;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;

/**
 * Steps, epochs and validation of a training.
 *
 * @param validationFraction of the rows; 0 = none, or a table
 * @param earlyStoppingPatience 0 = never
 * @param lrDecayPatience 0 = never
 */
public record Schedule(
    int batchSize,
    int epochs,
    long seed,
    double validationFraction,
    int earlyStoppingPatience,
    int lrDecayPatience)
    implements Serializable {

  static Schedule from(Options options) {
    rejectTwoValidations(options);
    return new Schedule(
        options.get(ScheduleOptions.BATCH_SIZE),
        options.get(ScheduleOptions.EPOCHS),
        options.get(ScheduleOptions.SEED),
        options.get(ScheduleOptions.VALIDATION_FRACTION),
        options.get(ScheduleOptions.EARLY_STOPPING_PATIENCE),
        options.get(ScheduleOptions.LR_DECAY_PATIENCE));
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
