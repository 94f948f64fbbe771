package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseBlock.Initial;
import io.quern.model.network.DenseBlock.Role;
import io.quern.model.network.DenseLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialDenseTest {
  private static final DenseLayout LAYOUT =
      new DenseLayout(
          List.of(
              new DenseBlock("bias", List.of(2), Role.BIAS, Initial.ZERO),
              new DenseBlock("scale", List.of(3), Role.BIAS, Initial.ONE),
              new DenseBlock("kernel", List.of(100, 300), Role.KERNEL, Initial.XAVIER_NORMAL),
              new DenseBlock("other", List.of(100, 300), Role.KERNEL, Initial.XAVIER_NORMAL)));

  @Test
  void fillsBlocksAsTheirInitialSays() {
    float[] values = InitialDense.of(LAYOUT, 42);

    assertThat(Arrays.copyOf(values, 5)).containsExactly(0, 0, 1, 1, 1);
    double variance = 0;
    for (float value : Arrays.copyOfRange(values, 5, 30_005)) {
      variance += value * value / 30_000;
    }
    assertThat(variance).isCloseTo(2.0 / 400, within(0.0002));
  }

  @Test
  void kernelsBeginWithTheVarianceThatTheirInitialSays() {
    assertThat(variance(Initial.XAVIER_NORMAL)).isCloseTo(2.0 / 400, within(0.0002));
    assertThat(variance(Initial.XAVIER_UNIFORM)).isCloseTo(2.0 / 400, within(0.0002));
    assertThat(variance(Initial.HE_NORMAL)).isCloseTo(2.0 / 100, within(0.0006));
  }

  /** Of seven matrices [100, 300] in one block. */
  private static double variance(Initial initial) {
    DenseBlock block = new DenseBlock("kernel", List.of(7, 100, 300), Role.KERNEL, initial);
    float[] values = InitialDense.of(new DenseLayout(List.of(block)), 42);
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum / values.length;
  }

  @Test
  void dependsOnSeedAndBlock() {
    float[] values = InitialDense.of(LAYOUT, 42);

    assertThat(InitialDense.of(LAYOUT, 42)).isEqualTo(values);
    assertThat(InitialDense.of(LAYOUT, 43)[5]).isNotEqualTo(values[5]);
    assertThat(values[5]).isNotEqualTo(values[30_005]);
  }
}
