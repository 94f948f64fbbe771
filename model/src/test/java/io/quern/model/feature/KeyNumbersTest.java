package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyNumbersTest {
  @Test
  void keysThatCollideStayApart() {
    KeyNumbers numbers = new KeyNumbers();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3000; i++) {
        assertThat(numbers.number((long) i << 40)).isEqualTo(i);
        assertThat(numbers.key(i)).isEqualTo((long) i << 40);
      }
      assertThat(numbers.size()).isEqualTo(3000);
    }
  }

  @Test
  void tellsWhatItTakesAndTakesLessOnceSealed() {
    KeyNumbers numbers = new KeyNumbers();
    for (int i = 0; i < 100_000; i++) {
      numbers.number(i);
      if (i >= 1024) {
        assertThat(numbers.heapBytes()).isBetween(16L * i, 32L * (i + 1));
      }
    }
    numbers.seal();

    assertThat(numbers.heapBytes()).isEqualTo(800_000);
    assertThat(numbers.size()).isEqualTo(100_000);
    assertThat(numbers.key(99_999)).isEqualTo(99_999);
    assertThatThrownBy(() -> numbers.number(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No key is numbered any more");
  }
}
