package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.runtime.forecast.Shortage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NumberingHeapTest {
  private static final long MIB = 1L << 20;

  @Test
  void isEnoughWhereItsPartHasRoomForAllKeys() {
    assertThat(new NumberingHeap(1e6, 2, 120 * MIB).shortage(true)).isEmpty();
  }

  @Test
  void tellsAHeapThatWouldDo() {
    Optional<Shortage> shortage = new NumberingHeap(1e7, 2, 1000 * MIB).shortage(false);

    assertThat(shortage)
        .contains(
            new Shortage(
                "The workers of a process need 916 MiB of its heap to number their 10,000,000 keys,"
                    + " it has 1,000 MiB",
                "spark.executor.memory = 1145m, or a higher minCount"));
    assertThat(new NumberingHeap(1e7, 2, 1145 * MIB).shortage(false)).isEmpty();
  }

  @Test
  void isTheDriversWhereWorkersLiveInIt() {
    assertThat(new NumberingHeap(1e7, 1, 500 * MIB).shortage(true).orElseThrow().remedy())
        .startsWith("spark.driver.memory = 573m");
  }
}
