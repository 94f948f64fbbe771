package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

/**
 * The one row a TRAIN statement returns.
 *
 * @param path as the statement names it
 * @param version just committed
 * @param rows training rows of one epoch
 * @param epochs done
 * @param seconds from the statement's start to the commit
 * @param rowsPerSecond {@code rows × epochs / seconds}
 * @param loss mean log loss of the last epoch, as predicted during its steps
 * @param auc of the same predictions
 * @param validationLoss of the committed weights; NaN where there is no validation
 * @param validationAuc of the committed weights; NaN where there is no validation
 */
public record TrainResult(
    String path,
    int version,
    String algorithm,
    long rows,
    int epochs,
    double seconds,
    double rowsPerSecond,
    double loss,
    double auc,
    double validationLoss,
    double validationAuc) {
  public TrainResult {
    requireNonNull(path, "path is null");
    requireNonNull(algorithm, "algorithm is null");
  }

  public boolean hasValidation() {
    return !Double.isNaN(validationAuc);
  }
}
