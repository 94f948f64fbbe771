package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
  @Test
  void aThrowingListenerHoldsNothingUp() {
    List<Phase> seen = new ArrayList<>();
    ProgressBoard board =
        new ProgressBoard(
            progress -> {
              seen.add(progress.phase());
              throw new IllegalStateException("the console is gone");
            },
            new ProgressWatcher() {
              @Override
              public void progressed(
                  TrainingProgress progress, Map<Integer, WorkerMessage.Progress> workers) {}

              @Override
              public void serversHold(long bytes) {}

              @Override
              public void epochEnded(EpochMetrics metrics) {}
            },
            "run",
            1);

    board.phase(Phase.STARTING, "");
    board.epochBegins(1);
    board.epochEnded(
        new EpochMetrics(
            1,
            10,
            5,
            1,
            Evaluation.NONE,
            Evaluation.NONE,
            new LearningRates(0.1, 0.1),
            Map.of(),
            List.of()));
    board.validated(0.7);

    assertThat(seen)
        .containsExactly(Phase.STARTING, Phase.TRAINING, Phase.EPOCH_ENDED, Phase.VALIDATING);
  }
}
