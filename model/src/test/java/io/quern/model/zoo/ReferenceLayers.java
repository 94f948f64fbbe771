package io.quern.model.zoo;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Layers over a batch in double precision, without dropout, written as loops. */
final class ReferenceLayers {
  private static final double EPSILON = 1e-5;

  final NetworkSpec spec;
  private final boolean training;
  private final Map<String, double[]> blocks = new HashMap<>();

  ReferenceLayers(NetworkSpec spec, boolean training, double[] dense) {
    this.spec = spec;
    this.training = training;
    DenseLayout layout = Networks.named(spec.network()).dense(spec);
    int offset = 0;
    for (DenseBlock block : layout.blocks()) {
      double[] values = new double[block.size()];
      System.arraycopy(dense, offset, values, 0, values.length);
      blocks.put(block.name(), values);
      offset += values.length;
    }
  }

  double[] block(String name) {
    return blocks.get(name);
  }

  /** The embeddings of each example side by side. */
  static double[][] flatten(double[][][] slots) {
    return flatten(slots, 1, slots[0][0].length - 1);
  }

  /** Some columns of the rows, side by side. */
  static double[][] flatten(double[][][] slots, int from, int dim) {
    double[][] x = new double[slots.length][slots[0].length * dim];
    for (int b = 0; b < slots.length; b++) {
      for (int f = 0; f < slots[b].length; f++) {
        System.arraycopy(slots[b][f], from, x[b], f * dim, dim);
      }
    }
    return x;
  }

  double[][] linear(String name, double[][] x) {
    double[][] y = new double[x.length][];
    for (int b = 0; b < x.length; b++) {
      y[b] = linear(name, x[b]);
    }
    return y;
  }

  /** {@code x W + b}, or {@code x W} where there is no b. */
  double[] linear(String name, double[] x) {
    double[] kernel = block(name + "/kernel");
    double[] y = new double[kernel.length / x.length];
    for (int u = 0; u < y.length; u++) {
      for (int i = 0; i < x.length; i++) {
        y[u] += x[i] * kernel[i * y.length + u];
      }
      y[u] += blocks.containsKey(name + "/bias") ? block(name + "/bias")[u] : 0;
    }
    return y;
  }

  double scalar(String name, double[] x) {
    return linear(name, x)[0];
  }

  /** Hidden layers {@code name/1} and so on, as many as there are blocks of. */
  double[][] mlp(String name, double[][] input) {
    double[][] x = input;
    for (int i = 1; blocks.containsKey(name + "/" + i + "/kernel"); i++) {
      x = linear(name + "/" + i, x);
      if (blocks.containsKey(name + "/" + i + "/variance")) {
        batchNorm(name + "/" + i, x);
      } else if (blocks.containsKey(name + "/" + i + "/scale")) {
        for (int b = 0; b < x.length; b++) {
          x[b] = layerNorm(name + "/" + i, x[b]);
        }
      }
      x = relu(x);
    }
    return x;
  }

  double[] tower(String name, double[][] input) {
    double[][] x = mlp(name, input);
    double[] y = new double[x.length];
    for (int b = 0; b < x.length; b++) {
      y[b] = scalar(name + "/output", x[b]);
    }
    return y;
  }

  private void batchNorm(String layer, double[][] x) {
    for (int u = 0; u < x[0].length; u++) {
      double mean = training ? mean(x, u) : block(layer + "/mean")[u];
      double variance =
          training ? squaredDeviations(x, u) / x.length : block(layer + "/variance")[u];
      for (double[] example : x) {
        double standard = (example[u] - mean) / Math.sqrt(variance + EPSILON);
        example[u] = block(layer + "/scale")[u] * standard + block(layer + "/shift")[u];
      }
    }
  }

  static double mean(double[][] x, int unit) {
    double sum = 0;
    for (double[] example : x) {
      sum += example[unit];
    }
    return sum / x.length;
  }

  static double squaredDeviations(double[][] x, int unit) {
    double mean = mean(x, unit);
    double sum = 0;
    for (double[] example : x) {
      sum += (example[unit] - mean) * (example[unit] - mean);
    }
    return sum;
  }

  double[] layerNorm(String name, double[] x) {
    return layerNorm(name, 0, x);
  }

  /** With the scale and shift from place {@code from} on. */
  double[] layerNorm(String name, int from, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double standard = (x[i] - mean) / Math.sqrt(variance + EPSILON);
      y[i] = block(name + "/scale")[from + i] * standard + block(name + "/shift")[from + i];
    }
    return y;
  }

  static double[][] relu(double[][] x) {
    double[][] y = new double[x.length][];
    for (int b = 0; b < x.length; b++) {
      y[b] = map(x[b], value -> Math.max(value, 0));
    }
    return y;
  }

  static double[] relu(double[] x) {
    return map(x, value -> Math.max(value, 0));
  }

  static double[] sigmoid(double[] x) {
    return map(x, value -> 1 / (1 + Math.exp(-value)));
  }

  static double[] softmax(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value);
    }
    double total = sum;
    return map(x, value -> Math.exp(value) / total);
  }

  static double[] map(double[] x, DoubleUnaryOperator function) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = function.applyAsDouble(x[i]);
    }
    return y;
  }

  static double[] times(double[] x, double[] y) {
    double[] z = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      z[i] = x[i] * y[i];
    }
    return z;
  }

  static double[] plus(double[] x, double[] y) {
    double[] z = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      z[i] = x[i] + y[i];
    }
    return z;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double[] concat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[][] concat(double[][] left, double[][] right) {
    double[][] y = new double[left.length][];
    for (int b = 0; b < y.length; b++) {
      y[b] = concat(left[b], right[b]);
    }
    return y;
  }

  /** The embedding of a slot. */
  static double[] v(double[] slot) {
    return Arrays.copyOfRange(slot, 1, slot.length);
  }
}
