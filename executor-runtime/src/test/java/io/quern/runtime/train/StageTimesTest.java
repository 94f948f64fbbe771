package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTimesTest {
  private static final long SECOND = 1_000_000_000L;

  private final StageTimes times = new StageTimes();

  @Test
  void whatAnotherThreadDidBeforeTheWorkerWaitedIsHidden() {
    times.start();
    long now = System.nanoTime();
    times.endBeside(StepStage.PUSH, now - 90 * SECOND, now - 60 * SECOND);
    times.endBeside(StepStage.READ, now - 60 * SECOND, now + 40 * SECOND);
    times.endBeside(StepStage.PULL, now + 40 * SECOND, now + 50 * SECOND);

    Map<String, Double> seconds = StageTimes.fromBytes(times.toBytes()).seconds();
    assertThat(seconds.get("push")).isZero();
    assertThat(seconds.get("read")).isCloseTo(40, within(0.1));
    assertThat(seconds.get("pull")).isCloseTo(10, within(0.1));
    assertThat(seconds.get("hidden")).isCloseTo(90, within(0.1));
  }

  @Test
  void nothingIsHiddenWhereOneThingFollowsTheOther() {
    times.start();
    times.end(StepStage.READ);
    times.end(StepStage.COMPUTE);
    assertThat(times.seconds().get("hidden")).isZero();
    assertThat(times.seconds())
        .containsOnlyKeys("read", "pull", "compute", "check", "push", "report", "hidden");
  }
}
