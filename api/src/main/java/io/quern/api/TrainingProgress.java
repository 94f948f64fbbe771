package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * How far a training is: one event, self-contained, so that a front end may drop any of them.
 *
 * @param runId identifies the training within the application
 * @param epoch 1-based; 0 before the first epoch
 * @param epochs as asked for
 * @param rowsDone training rows seen in this epoch, over all workers
 * @param rowsTotal training rows of one epoch; 0 while unknown
 * @param rowsPerSecond over the epoch so far
 * @param loss mean log loss of the epoch so far; NaN before the first step
 * @param auc of the epoch so far; NaN where undefined
 * @param validationAuc of the last validation; NaN before the first one
 * @param message what is going on, in a few words, for phases without steps
 */
public record TrainingProgress(
    String runId,
    Phase phase,
    int epoch,
    int epochs,
    long rowsDone,
    long rowsTotal,
    double rowsPerSecond,
    double loss,
    double auc,
    double validationAuc,
    int workers,
    int parameterServers,
    String message)
    implements Serializable {

  /** What a training is doing. */
  public enum Phase {
    /** Reading the source once: fitting the feature map, encoding rows. */
    ENCODING,
    /** Waiting for slots, parameter servers and workers. */
    STARTING,
    TRAINING,
    VALIDATING,
    /** An epoch and its validation are over: its figures are final. */
    EPOCH_ENDED,
    /** Writing and publishing the model version. */
    COMMITTING,
    DONE,
    FAILED
  }

  public TrainingProgress {
    requireNonNull(runId, "runId is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(message, "message is null");
  }

  /** Share of this epoch that is done, 0 to 1; empty while the total is unknown. */
  public OptionalDouble epochFraction() {
    return rowsTotal == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, (double) rowsDone / rowsTotal));
  }
}
