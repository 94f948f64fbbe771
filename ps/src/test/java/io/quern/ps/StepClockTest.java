package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StepClockTest {

  @Test
  void settlesOnlyStepsWithNoEarlierOneRunning() {
    var clock = new StepClock();
    long first = clock.begin();
    long second = clock.begin();
    clock.end(second);
    assertThat(clock.started()).isEqualTo(2);
    assertThat(clock.settled()).isZero();
    clock.end(first);
    assertThat(clock.settled()).isEqualTo(2);
  }

  @Test
  void resumesWhereAnotherStopped() {
    var clock = new StepClock();
    clock.resume(41);
    assertThat(clock.settled()).isEqualTo(41);
    assertThat(clock.begin()).isEqualTo(42);
  }
}
