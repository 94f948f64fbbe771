package io.quern.runtime.trainings;

/**
 * One epoch of a training's curve. NaN is what is not defined or was not measured; names as in
 * {@code metrics.ndjson}.
 *
 * @param step batches of all workers from the training's begin to the end of the epoch
 * @param rows trained on in the epoch
 * @param seconds from its first step to the decision that ended it
 * @param loss mean log loss of the predictions made during its steps
 */
public record CurvePoint(
    int epoch,
    long step,
    long rows,
    double seconds,
    double loss,
    double auc,
    double validationLoss,
    double validationAuc,
    double validationGauc,
    double validationNormalizedEntropy,
    double learningRate) {
  /** Over the epoch, validation included. */
  public double rowsPerSecond() {
    return rows / seconds;
  }
}
