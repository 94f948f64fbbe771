package io.quern.runtime.train;

import java.util.HashMap;
import java.util.Map;

/**
 * The dense parameters as a network's equation sees them, by their blocks' names, vectors as
 * matrices of one row; and what hidden layers do with their values, in a training step or in a
 * prediction.
 */
abstract class ReferenceDense {
  static final double EPSILON = 1e-5;

  private final Map<String, Matrix> blocks;

  private ReferenceDense(Map<String, Matrix> blocks) {
    this.blocks = Map.copyOf(blocks);
  }

  final Matrix get(String name) {
    return blocks.get(name);
  }

  final boolean has(String name) {
    return blocks.containsKey(name);
  }

  /** A layer's values, each unit to mean 0 and variance 1. */
  abstract Matrix normalized(String layer, Matrix x);

  /** A layer's values, some of them dropped. */
  abstract Matrix dropped(Matrix x);

  /** By the batch's own statistics, with inverted dropout. */
  static final class Training extends ReferenceDense {
    private final Map<String, double[]> statistics = new HashMap<>();
    private final double dropout;
    private final long seed;
    private int masks;

    /**
     * @param dropout probability that a value is dropped
     * @param seed of the step's masks
     */
    Training(Map<String, Matrix> blocks, double dropout, long seed) {
      super(blocks);
      this.dropout = dropout;
      this.seed = seed;
    }

    /** What the running statistics move towards, by block; the variance is the unbiased one. */
    Map<String, double[]> statistics() {
      return statistics;
    }

    @Override
    Matrix normalized(String layer, Matrix x) {
      double[] variances = x.variances();
      for (int j = 0; j < variances.length; j++) {
        variances[j] *= x.rows() / (x.rows() - 1.0);
      }
      statistics.put(layer + "/mean", x.means());
      statistics.put(layer + "/variance", variances);
      return x.normalized(EPSILON);
    }

    @Override
    Matrix dropped(Matrix x) {
      if (dropout == 0) {
        return x;
      }
      ReferenceRandom random = new ReferenceRandom(seed, masks++);
      double[][] mask = new double[x.rows()][x.columns()];
      for (double[] row : mask) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextFloat() >= (float) dropout ? 1 / (1 - dropout) : 0;
        }
      }
      return x.multipliedBy(Matrix.of(mask));
    }
  }

  /** By the running statistics, without dropout. */
  static final class Prediction extends ReferenceDense {
    Prediction(Map<String, Matrix> blocks) {
      super(blocks);
    }

    @Override
    Matrix normalized(String layer, Matrix x) {
      double[] mean = get(layer + "/mean").value[0];
      double[] variance = get(layer + "/variance").value[0];
      double[][] normal = new double[x.rows()][x.columns()];
      for (int i = 0; i < normal.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          normal[i][j] = (x.value[i][j] - mean[j]) / Math.sqrt(variance[j] + EPSILON);
        }
      }
      return Matrix.of(normal);
    }

    @Override
    Matrix dropped(Matrix x) {
      return x;
    }
  }
}
