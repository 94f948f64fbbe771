package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ReadingTimeTest {
  @Test
  void startingCountsOnceHoweverManyRowsThereAre() {
    // 2 tasks at a time, 4 s each, of which 1 s is not reading at the later pace of 30 µs a row
    ReadingTime time = new ReadingTime(4, 8, 30_000, 2, 2, 0);

    assertThat(time.secondsOf(2_000_000, 200_000)).isCloseTo(30, within(1e-9));
  }

  @Test
  void whatIsDoneWithEncodedRowsIsInProportion() {
    ReadingTime time = new ReadingTime(5, 8, 20_000, 2, 4, 0.5);

    assertThat(time.secondsOf(1_000_000, 100_000)).isCloseTo(10 * 1.5 + 5, within(1e-9));
  }
}
