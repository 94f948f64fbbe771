package io.quern.runtime.train;

import io.quern.api.TrainingProgress;
import io.quern.runtime.train.WorkerMessage.Progress;
import java.util.Map;

/**
 * Sees all that {@link ProgressBoard} knows, where listeners see events. Called under the board's
 * lock.
 */
interface ProgressWatcher {
  /**
   * @param workers what each has reported last in this epoch, by index
   */
  void progressed(TrainingProgress progress, Map<Integer, Progress> workers);

  /** Tells what the parameter servers hold before the first epoch, in bytes. */
  void serversHold(long bytes);

  void epochEnded(EpochMetrics metrics);
}
