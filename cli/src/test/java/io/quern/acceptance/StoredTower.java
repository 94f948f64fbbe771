package io.quern.acceptance;

import java.util.Map;

/** The MLP of a stored DeepFM, with the running statistics of its batch norm. */
final class StoredTower {
  private static final double EPSILON = 1e-5;

  private final Map<String, double[]> blocks;
  private final int hiddenLayers;
  private final boolean batchNorm;

  StoredTower(Map<String, double[]> blocks, int hiddenLayers, boolean batchNorm) {
    this.blocks = blocks;
    this.hiddenLayers = hiddenLayers;
    this.batchNorm = batchNorm;
  }

  double output(double[] input) {
    double[] x = input;
    for (int i = 1; i <= hiddenLayers; i++) {
      x = linear("mlp/" + i, x);
      if (batchNorm) {
        normalize("mlp/" + i, x);
      }
      for (int j = 0; j < x.length; j++) {
        x[j] = Math.max(0, x[j]);
      }
    }
    return linear("mlp/output", x)[0];
  }

  private double[] linear(String layer, double[] input) {
    double[] kernel = blocks.get(layer + "/kernel");
    double[] output = blocks.get(layer + "/bias").clone();
    if (kernel.length != input.length * output.length) {
      throw new AssertionError("Size of " + layer);
    }
    for (int i = 0; i < input.length; i++) {
      for (int j = 0; j < output.length; j++) {
        output[j] += input[i] * kernel[i * output.length + j];
      }
    }
    return output;
  }

  private void normalize(String layer, double[] values) {
    double[] mean = blocks.get(layer + "/mean");
    double[] variance = blocks.get(layer + "/variance");
    double[] scale = blocks.get(layer + "/scale");
    double[] shift = blocks.get(layer + "/shift");
    for (int j = 0; j < values.length; j++) {
      double centred = values[j] - mean[j];
      values[j] = scale[j] * centred / Math.sqrt(variance[j] + EPSILON) + shift[j];
    }
  }
}
