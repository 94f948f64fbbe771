package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;

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
}
