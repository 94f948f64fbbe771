package io.quern.runtime.trainings;

/**
 * How far a training is. NaN, and -1, is what is not known.
 *
 * @param epoch 1-based; 0 before the first
 * @param step batches of all workers since the training began
 * @param rowsPerSecond over the epoch so far
 * @param loss mean log loss of the epoch so far
 * @param auc of the epoch so far
 * @param validationLoss of the last validation
 * @param validationAuc of the last validation
 * @param psBytes memory of all parameter servers when the last epoch ended, or the first began
 * @param slowestWorker index of the worker that is behind the others
 * @param etaSeconds until the last epoch asked for ends; early stopping may be faster
 */
public record TrainingFigures(
    int epoch,
    long step,
    double rowsPerSecond,
    double loss,
    double auc,
    double validationLoss,
    double validationAuc,
    long psBytes,
    int slowestWorker,
    double etaSeconds) {
  /** Before anything is known. */
  public static final TrainingFigures NONE =
      new TrainingFigures(
          0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -1, -1, Double.NaN);

  /** The same of a training that has ended: nothing is slow or left to do. */
  TrainingFigures ended() {
    return new TrainingFigures(
        epoch,
        step,
        rowsPerSecond,
        loss,
        auc,
        validationLoss,
        validationAuc,
        psBytes,
        -1,
        Double.NaN);
  }
}
