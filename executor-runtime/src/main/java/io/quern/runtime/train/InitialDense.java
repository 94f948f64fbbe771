package io.quern.runtime.train;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.runtime.data.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** The dense values a training begins with: a function of layout and seed alone. */
final class InitialDense {
  private InitialDense() {}

  static float[] of(DenseLayout layout, long seed) {
    float[] values = new float[layout.size()];
    for (int index = 0; index < layout.blocks().size(); index++) {
      DenseBlock block = layout.blocks().get(index);
      int from = layout.offset(index);
      fill(values, from, block, Mix.of(Mix.of(seed) + index));
    }
    return values;
  }

  private static void fill(float[] values, int from, DenseBlock block, long seed) {
    int to = from + block.size();
    double in = fanIn(block.shape());
    double both = in + fanOut(block.shape());
    Random random = new Random(seed);
    switch (block.initial()) {
      case ZERO -> Arrays.fill(values, from, to, 0f);
      case ONE -> Arrays.fill(values, from, to, 1f);
      case XAVIER_NORMAL -> draw(values, from, to, Math.sqrt(2 / both), random::nextGaussian);
      case XAVIER_UNIFORM ->
          draw(values, from, to, Math.sqrt(6 / both), () -> 2 * random.nextDouble() - 1);
      case HE_NORMAL -> draw(values, from, to, Math.sqrt(2 / in), random::nextGaussian);
    }
  }

  private static void draw(float[] values, int from, int to, double scale, DoubleSupplier random) {
    for (int i = from; i < to; i++) {
      values[i] = (float) (scale * random.getAsDouble());
    }
  }

  /** Of a kernel [inputs, outputs], or of several such in [count, inputs, outputs]. */
  private static int fanIn(List<Integer> shape) {
    return shape.size() == 1 ? shape.get(0) : shape.get(shape.size() - 2);
  }

  private static int fanOut(List<Integer> shape) {
    return shape.size() == 1 ? 1 : shape.get(shape.size() - 1);
  }
}
