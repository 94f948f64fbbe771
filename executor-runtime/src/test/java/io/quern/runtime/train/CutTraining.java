package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.QuernException;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import io.quern.runtime.ClickTable;
import java.util.function.Consumer;

/** Trainings that end before they are done. */
final class CutTraining {
  private CutTraining() {}

  /** Cancels a training when the epoch behind {@code epoch} begins; how the user is told. */
  static QuernException behind(int epoch, Trainings training, ClickTable table) {
    return failing(
        training,
        table,
        progress -> {
          if (begins(epoch + 1, progress)) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Runs a training that fails because of what {@code listener} does. */
  static QuernException failing(
      Trainings training, ClickTable table, Consumer<TrainingProgress> listener) {
    training.listening(listener::accept);
    QuernException failure =
        catchThrowableOfType(QuernException.class, () -> training.train(table));
    training.listening(progress -> {});
    return failure;
  }

  /** Whether that is the training's own thread, telling that the epoch begins. */
  static boolean begins(int epoch, TrainingProgress progress) {
    return progress.phase() == Phase.TRAINING
        && progress.epoch() == epoch
        && progress.rowsDone() == 0;
  }
}
