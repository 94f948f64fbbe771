package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a TRAIN statement returns.
 *
 * @param path as the statement names it
 * @param version just committed
 * @param rows training rows of one epoch
 * @param epochs done, those before a checkpoint that the training went on from included
 * @param seconds from the statement's start to the commit
 * @param rowsPerSecond {@code rows × epochs / seconds}, of the epochs that the statement trained
 * @param training of the last epoch's predictions, as made during its steps
 * @param validation of the committed weights; all NaN where there is no validation
 * @param notes what the user should know beside it, a sentence each
 */
public record TrainResult(
    String path,
    int version,
    String algorithm,
    long rows,
    int epochs,
    double seconds,
    double rowsPerSecond,
    Evaluation training,
    Evaluation validation,
    List<String> notes) {
  public TrainResult {
    requireNonNull(path, "path is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(training, "training is null");
    requireNonNull(validation, "validation is null");
    notes = List.copyOf(notes);
  }

  public double loss() {
    return training.loss();
  }

  public double auc() {
    return training.auc();
  }

  public double validationLoss() {
    return validation.loss();
  }

  public double validationAuc() {
    return validation.auc();
  }

  public boolean hasValidation() {
    return validation.isPresent();
  }
}
