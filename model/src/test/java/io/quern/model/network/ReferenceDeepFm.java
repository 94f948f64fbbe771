package io.quern.model.network;

import java.util.HashMap;
import java.util.Map;

/** DeepFM's logits in double precision, without dropout, one loop per line of the paper. */
final class ReferenceDeepFm implements ReferenceNetwork.Logits {
  private static final double EPSILON = 1e-5;

  private final NetworkSpec spec;
  private final DenseLayout layout;
  private final boolean training;

  ReferenceDeepFm(NetworkSpec spec, boolean training) {
    this.spec = spec;
    this.layout = Networks.named("DeepFM").dense(spec);
    this.training = training;
  }

  @Override
  public double[] of(double[][][] slots, double[] dense) {
    Map<String, double[]> blocks = blocks(dense);
    double[][] x = flatten(slots);
    for (int i = 1; i <= spec.hiddenUnits().size(); i++) {
      String layer = "mlp/" + i;
      x = linear(x, blocks.get(layer + "/kernel"), blocks.get(layer + "/bias"));
      if (spec.batchNorm()) {
        normalize(x, layer, blocks);
      }
      rectify(x);
    }
    double[][] deep = linear(x, blocks.get("mlp/output/kernel"), blocks.get("mlp/output/bias"));
    double[] logits = new double[slots.length];
    for (int b = 0; b < logits.length; b++) {
      logits[b] = ReferenceNetwork.linear(slots[b]) + ReferenceNetwork.pairs(slots[b]) + deep[b][0];
    }
    return logits;
  }

  /** Mean of each unit of the first hidden layer before normalisation, and unbiased variance. */
  double[][] firstLayerStatistics(double[][][] slots, double[] dense) {
    Map<String, double[]> blocks = blocks(dense);
    double[][] x = linear(flatten(slots), blocks.get("mlp/1/kernel"), blocks.get("mlp/1/bias"));
    int units = x[0].length;
    double[][] statistics = new double[2][units];
    for (int u = 0; u < units; u++) {
      statistics[0][u] = mean(x, u);
      statistics[1][u] = squaredDeviations(x, u) / (x.length - 1);
    }
    return statistics;
  }

  private Map<String, double[]> blocks(double[] dense) {
    Map<String, double[]> blocks = new HashMap<>();
    int offset = 0;
    for (DenseBlock block : layout.blocks()) {
      double[] values = new double[block.size()];
      System.arraycopy(dense, offset, values, 0, values.length);
      blocks.put(block.name(), values);
      offset += values.length;
    }
    return blocks;
  }

  private static double[][] flatten(double[][][] slots) {
    int dim = slots[0][0].length - 1;
    double[][] x = new double[slots.length][slots[0].length * dim];
    for (int b = 0; b < slots.length; b++) {
      for (int f = 0; f < slots[b].length; f++) {
        System.arraycopy(slots[b][f], 1, x[b], f * dim, dim);
      }
    }
    return x;
  }

  private static double[][] linear(double[][] x, double[] kernel, double[] bias) {
    double[][] y = new double[x.length][bias.length];
    for (int b = 0; b < x.length; b++) {
      for (int u = 0; u < bias.length; u++) {
        y[b][u] = bias[u];
        for (int i = 0; i < x[b].length; i++) {
          y[b][u] += x[b][i] * kernel[i * bias.length + u];
        }
      }
    }
    return y;
  }

  private void normalize(double[][] x, String layer, Map<String, double[]> blocks) {
    for (int u = 0; u < x[0].length; u++) {
      double mean = training ? mean(x, u) : blocks.get(layer + "/mean")[u];
      double variance =
          training ? squaredDeviations(x, u) / x.length : blocks.get(layer + "/variance")[u];
      for (double[] example : x) {
        double standard = (example[u] - mean) / Math.sqrt(variance + EPSILON);
        example[u] = blocks.get(layer + "/scale")[u] * standard + blocks.get(layer + "/shift")[u];
      }
    }
  }

  private static double mean(double[][] x, int unit) {
    double sum = 0;
    for (double[] example : x) {
      sum += example[unit];
    }
    return sum / x.length;
  }

  private static double squaredDeviations(double[][] x, int unit) {
    double mean = mean(x, unit);
    double sum = 0;
    for (double[] example : x) {
      sum += (example[unit] - mean) * (example[unit] - mean);
    }
    return sum;
  }

  private static void rectify(double[][] x) {
    for (double[] example : x) {
      for (int u = 0; u < example.length; u++) {
        example[u] = Math.max(example[u], 0);
      }
    }
  }
}
