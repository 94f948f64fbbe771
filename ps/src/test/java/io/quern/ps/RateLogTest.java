package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateLogTest {

  @Test
  void remembersWhichRateEachStepHad() {
    RateLog log = new RateLog(LearningRate.of(3)).with(10, 2).with(20, 1);
    assertThat(log.at(1)).isEqualTo(3);
    assertThat(log.at(9)).isEqualTo(3);
    assertThat(log.at(10)).isEqualTo(2);
    assertThat(log.at(1_000)).isEqualTo(1);
    assertThat(log.runEnd(1)).isEqualTo(9);
    assertThat(log.runEnd(10)).isEqualTo(19);
    assertThat(log.runEnd(20)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void risesInEqualPartsToTheRateInForce() {
    RateLog log = new RateLog(new LearningRate(4, 8)).with(6, 2);
    assertThat(log.at(1)).isEqualTo(0.5f);
    assertThat(log.at(5)).isEqualTo(2.5f);
    assertThat(log.at(6)).isEqualTo(1.5f);
    assertThat(log.at(8)).isEqualTo(2);
    assertThat(log.at(9)).isEqualTo(2);
    assertThat(log.warm(5)).isEqualTo(4);
    assertThat(log.runEnd(5)).isEqualTo(5);
    assertThat(log.runEnd(8)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void laterChangeOfTheSameStepWins() {
    RateLog log = new RateLog(LearningRate.of(3)).with(10, 2).with(10, 1);
    assertThat(log.at(9)).isEqualTo(3);
    assertThat(log.at(10)).isEqualTo(1);
  }
}
