package io.quern.runtime.train;

import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import io.quern.runtime.train.WorkerMessage.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts together what the workers report into one event for the listener. Thread-safe; the listener
 * is called under the lock, so events come one after the other.
 */
final class ProgressBoard {
  private static final Logger log = LoggerFactory.getLogger(ProgressBoard.class);

  private final TrainingListener listener;
  private final ProgressWatcher watcher;
  private final String runId;
  private final int epochs;

  private final Map<Integer, Progress> workers = new TreeMap<>();
  private long rowsTotal;
  private int workerCount;
  private int serverCount;
  private int epoch;
  private long epochStarted;
  private double validationAuc = Double.NaN;

  /**
   * @param watcher is told of everything before the listener
   */
  ProgressBoard(TrainingListener listener, ProgressWatcher watcher, String runId, int epochs) {
    this.listener = listener;
    this.watcher = watcher;
    this.runId = runId;
    this.epochs = epochs;
  }

  /** Tells that a phase without steps has begun. */
  synchronized void phase(Phase phase, String message) {
    publish(phase, message);
  }

  synchronized void sized(long rowsPerEpoch, int workers, int parameterServers) {
    rowsTotal = rowsPerEpoch;
    workerCount = workers;
    serverCount = parameterServers;
  }

  /** Tells what the parameter servers hold before the first epoch, in bytes. */
  synchronized void serversHold(long bytes) {
    watcher.serversHold(bytes);
  }

  synchronized void epochBegins(int number) {
    epoch = number;
    epochStarted = System.nanoTime();
    workers.clear();
    publish(Phase.TRAINING, "");
  }

  synchronized void validated(double auc) {
    validationAuc = auc;
    publish(Phase.VALIDATING, "");
  }

  /** Tells the exact figures of the epoch, where the workers' reports are approximations. */
  synchronized void epochEnded(EpochMetrics metrics) {
    watcher.epochEnded(metrics);
    tell(
        new TrainingProgress(
            runId,
            Phase.EPOCH_ENDED,
            metrics.epoch(),
            epochs,
            metrics.rows(),
            rowsTotal,
            metrics.rows() / metrics.seconds(),
            metrics.training().loss(),
            metrics.training().auc(),
            validationAuc,
            workerCount,
            serverCount,
            ""));
  }

  synchronized void worker(Progress progress) {
    if (progress.epoch() == epoch) {
      workers.put(progress.worker(), progress);
      publish(Phase.TRAINING, "");
    }
  }

  private void publish(Phase phase, String message) {
    long rows = workers.values().stream().mapToLong(Progress::rows).sum();
    double seconds = (System.nanoTime() - epochStarted) * 1e-9;
    tell(
        new TrainingProgress(
            runId,
            phase,
            epoch,
            epochs,
            rows,
            rowsTotal,
            rows == 0 ? 0 : rows / seconds,
            mean(Progress::loss, rows),
            mean(Progress::auc, rows),
            validationAuc,
            workerCount,
            serverCount,
            message));
  }

  private void tell(TrainingProgress event) {
    try {
      watcher.progressed(event, workers);
      listener.onProgress(event);
    } catch (RuntimeException e) { // whoever watches must not end what is watched
      log.warn("A listener of training {} failed", runId, e);
    }
  }

  /**
   * Of the workers, weighted by rows; for the AUC an approximation that is good enough to watch.
   */
  private double mean(ToDoubleFunction<Progress> metric, long rows) {
    double sum = 0;
    for (Progress progress : workers.values()) {
      sum += progress.rows() == 0 ? 0 : metric.applyAsDouble(progress) * progress.rows();
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }
}
