package io.quern.runtime.train;

import io.quern.model.events.EventFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What TensorBoard shows of a training: curves {@code epoch/…} over epochs, of all figures of
 * {@code metrics.ndjson}, and {@code step/…} over steps, as seen while they were made.
 */
final class TrainingEvents {
  private TrainingEvents() {}

  /**
   * The event file of a training that has just ended.
   *
   * @param history of all epochs
   * @param steps of this run
   * @param end when the last epoch ended
   */
  static byte[] of(List<EpochMetrics> history, StepCurve steps, Instant started, Instant end) {
    EventFile file = new EventFile(started);
    for (StepCurve.Point point : steps.points()) {
      file.scalar("step/loss", point.step(), point.time(), point.loss());
      file.scalar("step/auc", point.step(), point.time(), point.auc());
      file.scalar("step/rowsPerSecond", point.step(), point.time(), point.rowsPerSecond());
    }
    Map<Integer, Instant> ends = ends(history, end);
    for (EpochMetrics epoch : history) {
      addEpoch(file, epoch, ends.get(epoch.epoch()));
    }
    return file.toBytes();
  }

  /** When each epoch ended: epochs follow one another; only their lengths are kept. */
  private static Map<Integer, Instant> ends(List<EpochMetrics> history, Instant last) {
    Map<Integer, Instant> ends = new HashMap<>();
    Instant end = last;
    for (int i = history.size() - 1; i >= 0; i--) {
      ends.put(history.get(i).epoch(), end);
      end = end.minusMillis(Math.round(history.get(i).seconds() * 1e3));
    }
    return ends;
  }

  private static void addEpoch(EventFile file, EpochMetrics epoch, Instant end) {
    epoch
        .training()
        .trainingMetrics()
        .forEach((name, value) -> file.scalar("epoch/" + name, epoch.epoch(), end, value));
    epoch
        .validation()
        .validationMetrics()
        .forEach((name, value) -> file.scalar("epoch/" + name, epoch.epoch(), end, value));
    file.scalar("epoch/learningRate", epoch.epoch(), end, epoch.rates().dense());
    file.scalar("epoch/rowsPerSecond", epoch.epoch(), end, epoch.rows() / epoch.seconds());
  }
}
