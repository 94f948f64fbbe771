package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void countsTheLaterHalfOfTheItems() {
    Pace pace = new Pace();
    for (int items = 1; items <= 100; items++) {
      pace.item();
      assertThat(pace.late()).isBetween((items + 1L) / 2, items * 3L / 4 + 1);
    }
  }

  @Test
  void countsItemsAsTheyPass() {
    Pace pace = new Pace();
    pace.of(List.of("a", "b", "c", "d").iterator()).forEachRemaining(item -> {});
    assertThat(pace.late()).isEqualTo(2);
    assertThat(pace.nanos()).isPositive();
  }

  @Test
  void isNothingWithoutItems() {
    assertThat(new Pace().nanos()).isZero();
  }
}
