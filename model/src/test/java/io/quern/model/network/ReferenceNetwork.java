package io.quern.model.network;

import java.util.function.DoubleSupplier;

/**
 * Forward passes in double precision, written to be read, and gradients by central differences:
 * what the fast networks have to agree with.
 */
final class ReferenceNetwork {
  /** The logit of every example. */
  interface Logits {
    /**
     * @param slots {@code size × slots × width}: linear weight, then embedding
     */
    double[] of(double[][][] slots, double[] dense);
  }

  private static final double STEP = 1e-5;

  private final MiniBatch batch;
  private final int width;
  private final Logits logits;

  ReferenceNetwork(MiniBatch batch, int width, Logits logits) {
    this.batch = batch;
    this.width = width;
    this.logits = logits;
  }

  static double[] logisticRegression(double[][][] slots, double[] dense) {
    double[] logits = new double[slots.length];
    for (int b = 0; b < slots.length; b++) {
      logits[b] = dense[0] + linear(slots[b]);
    }
    return logits;
  }

  static double[] factorizationMachine(double[][][] slots, double[] dense) {
    double[] logits = logisticRegression(slots, dense);
    for (int b = 0; b < slots.length; b++) {
      logits[b] += pairs(slots[b]);
    }
    return logits;
  }

  static double linear(double[][] slots) {
    double sum = 0;
    for (double[] slot : slots) {
      sum += slot[0];
    }
    return sum;
  }

  /** Σ over pairs f < g of the inner product of their embeddings, pair by pair. */
  static double pairs(double[][] slots) {
    double sum = 0;
    for (int f = 0; f < slots.length; f++) {
      for (int g = f + 1; g < slots.length; g++) {
        for (int d = 1; d < slots[f].length; d++) {
          sum += slots[f][d] * slots[g][d];
        }
      }
    }
    return sum;
  }

  double[] probabilities(float[] rows, float[] dense) {
    double[] z = logits.of(slots(rows), widen(dense));
    double[] probabilities = new double[z.length];
    for (int b = 0; b < z.length; b++) {
      probabilities[b] = 1 / (1 + Math.exp(-z[b]));
    }
    return probabilities;
  }

  double loss(float[] rows, float[] dense) {
    return loss(widen(rows), widen(dense), false);
  }

  double[] rowGradients(float[] rows, float[] dense) {
    double[] r = widen(rows);
    double[] d = widen(dense);
    return centralDifferences(r, () -> loss(r, d, true));
  }

  double[] denseGradients(float[] rows, float[] dense) {
    double[] r = widen(rows);
    double[] d = widen(dense);
    return centralDifferences(d, () -> loss(r, d, true));
  }

  private static double[] centralDifferences(double[] at, DoubleSupplier function) {
    double[] gradients = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double value = at[i];
      at[i] = value + STEP;
      double up = function.getAsDouble();
      at[i] = value - STEP;
      double down = function.getAsDouble();
      at[i] = value;
      gradients[i] = (up - down) / (2 * STEP);
    }
    return gradients;
  }

  private double loss(double[] rows, double[] dense, boolean weighted) {
    double[] z = logits.of(slots(rows), dense);
    double sum = 0;
    for (int b = 0; b < z.length; b++) {
      double weight = weighted && batch.weights.length > 0 ? batch.weights[b] : 1;
      double softplus = Math.log1p(Math.exp(-Math.abs(z[b]))) + Math.max(z[b], 0);
      sum += weight * (softplus - batch.labels[b] * z[b]);
    }
    return sum / z.length;
  }

  double[][][] slots(float[] rows) {
    return slots(widen(rows));
  }

  private double[][][] slots(double[] rows) {
    int categories = batch.layout.categories();
    int singles = batch.layout.singles();
    int numbers = batch.layout.numbers();
    int bags = batch.layout.bags();
    double[][][] slots = new double[batch.size][batch.layout.slots()][width];
    for (int b = 0; b < batch.size; b++) {
      for (int d = 0; d < width; d++) {
        for (int f = 0; f < singles; f++) {
          double factor = f < categories ? 1 : batch.numbers[b * numbers + f - categories];
          slots[b][f][d] = factor * rows[batch.singles[b * singles + f] * width + d];
        }
        for (int f = 0; f < bags; f++) {
          int begin = batch.bagOffsets[b * bags + f];
          int end = batch.bagOffsets[b * bags + f + 1];
          double greatest = Double.NEGATIVE_INFINITY;
          for (int i = begin; i < end; i++) {
            double value = batch.bagFactors[i] * rows[batch.bagRows[i] * width + d];
            slots[b][singles + f][d] += value;
            greatest = Math.max(greatest, value);
          }
          if (batch.maxPooled[f]) {
            slots[b][singles + f][d] = greatest;
          }
        }
      }
    }
    return slots;
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
