package io.quern.runtime.train;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.runtime.data.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

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
    switch (block.initial()) {
      case ZERO -> Arrays.fill(values, from, to, 0f);
      case ONE -> Arrays.fill(values, from, to, 1f);
      case XAVIER_NORMAL -> {
        double sigma = Math.sqrt(2.0 / (fanIn(block.shape()) + fanOut(block.shape())));
        Random random = new Random(seed);
        for (int i = from; i < to; i++) {
          values[i] = (float) (sigma * random.nextGaussian());
        }
      }
    }
  }

  /** Of a kernel [inputs, outputs]. */
  private static int fanIn(List<Integer> shape) {
    return shape.get(0);
  }

  private static int fanOut(List<Integer> shape) {
    return shape.size() == 1 ? 1 : shape.get(1);
  }
}
