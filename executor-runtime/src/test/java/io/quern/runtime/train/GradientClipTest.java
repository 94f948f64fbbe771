package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.algorithm.StepChoice;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseBlock.Initial;
import io.quern.model.network.DenseBlock.Role;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientClipTest {
  private static final DenseLayout LAYOUT =
      new DenseLayout(
          List.of(
              new DenseBlock("kernel", List.of(2), Role.KERNEL, Initial.ZERO),
              new DenseBlock("mean", List.of(1), Role.STATISTIC, Initial.ZERO),
              new DenseBlock("bias", List.of(1), Role.BIAS, Initial.ZERO)));

  @Test
  void scalesALongGradientToTheNormAndLeavesStatistics() {
    Gradients gradients = clipped(5, 0);
    // √(1² + 2² + 4² + 6² + 8²) = 11 over rows, kernel and bias
    assertThat(gradients.rows[0]).isCloseTo(1 * 5 / 11f, within(1e-6f));
    assertThat(gradients.rows[1]).isCloseTo(-2 * 5 / 11f, within(1e-6f));
    assertThat(gradients.rows[2]).describedAs("not in use").isEqualTo(99);
    assertThat(gradients.dense[0]).isCloseTo(4 * 5 / 11f, within(1e-6f));
    assertThat(gradients.dense[1]).isCloseTo(-6 * 5 / 11f, within(1e-6f));
    assertThat(gradients.dense[2]).describedAs("statistic").isEqualTo(1000);
    assertThat(gradients.dense[3]).isCloseTo(8 * 5 / 11f, within(1e-6f));
  }

  @Test
  void leavesAShortGradientAsItIs() {
    assertThat(clipped(11, 0).dense).containsExactly(4, -6, 1000, 8);
    assertThat(clipped(0, 0).rows).containsExactly(1, -2, 99);
  }

  @Test
  void cutsComponentsBeforeItScales() {
    Gradients cut = clipped(0, 3);
    assertThat(cut.rows).containsExactly(1, -2, 99);
    assertThat(cut.dense).containsExactly(3, -3, 1000, 3);
    double norm = Math.sqrt(1 + 4 + 9 + 9 + 9);
    Gradients both = clipped(2, 3);
    assertThat((double) both.dense[3]).isCloseTo(3 * 2 / norm, within(1e-6));
    assertThat((double) both.rows[1]).isCloseTo(-2 * 2 / norm, within(1e-6));
  }

  private static Gradients clipped(double norm, double value) {
    Gradients gradients = new Gradients();
    gradients.rows = new float[] {1, -2, 99};
    gradients.dense = new float[] {4, -6, 1000, 8};
    new GradientClip(new StepChoice(norm, value, 1), LAYOUT).apply(gradients, 2);
    return gradients;
  }
}
