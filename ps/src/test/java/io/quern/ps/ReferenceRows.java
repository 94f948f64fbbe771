package io.quern.ps;

import java.util.HashMap;
import java.util.Map;

/**
 * A slow, readable training of a whole table in double precision: every row exists from the
 * beginning and every step goes over all of them, as a dense optimizer does.
 */
final class ReferenceRows {
  private final TableConfig table;
  private final OptimizerConfig rule;
  private final Penalty penalty;
  private final Map<Long, Row> rows = new HashMap<>();
  private long step;

  private static final class Row {
    final double[] weights;
    final double[] first;
    final double[] second;

    Row(float[] initial, double factor) {
      weights = new double[initial.length];
      first = new double[initial.length];
      second = new double[initial.length];
      for (int i = 0; i < initial.length; i++) {
        weights[i] = factor * initial[i];
      }
    }
  }

  ReferenceRows(TableConfig table, long... keys) {
    this(table, keys, 1);
  }

  /**
   * @param factor of the initial weights
   */
  ReferenceRows(TableConfig table, long[] keys, double factor) {
    this.table = table;
    this.rule = table.optimizer();
    this.penalty = table.penalty();
    var initial = new InitialWeights(table);
    for (long key : keys) {
      float[] weights = new float[table.width()];
      initial.fill(key, weights, 0);
      rows.put(key, new Row(weights, factor));
    }
  }

  double[] weights(long key) {
    return rows.get(key).weights;
  }

  long steps() {
    return step;
  }

  void step(Map<Long, float[]> gradients, double rate) {
    step++;
    boolean lazy =
        rule instanceof OptimizerConfig.Ftrl
            || rule instanceof OptimizerConfig.Adam adam && adam.lazy();
    rows.forEach(
        (key, row) -> {
          float[] given = gradients.get(key);
          if (given != null || !lazy) {
            step(row, given == null ? new float[table.width()] : given, rate);
          }
        });
  }

  private void step(Row row, float[] data, double rate) {
    double[] g = new double[table.width()];
    double squares = 0;
    for (int i = 0; i < g.length; i++) {
      g[i] = data[i] + penalty.l2() * row.weights[i];
      squares += g[i] * g[i];
    }
    for (int i = 0; i < g.length; i++) {
      if (rule instanceof OptimizerConfig.Ftrl ftrl) {
        follow(ftrl, row, i, g[i]);
        continue;
      }
      double w = row.weights[i] * (1 - rate * penalty.decay());
      w -= rate * direction(row, i, g[i], squares / g.length);
      row.weights[i] = Math.signum(w) * Math.max(Math.abs(w) - rate * penalty.l1(), 0);
    }
  }

  /** What the rate is multiplied with. */
  private double direction(Row row, int i, double g, double meanSquare) {
    if (rule instanceof OptimizerConfig.Momentum momentum) {
      row.first[i] = momentum.momentum() * row.first[i] + g;
      return momentum.nesterov() ? g + momentum.momentum() * row.first[i] : row.first[i];
    }
    if (rule instanceof OptimizerConfig.Adagrad adagrad) {
      row.first[i] += adagrad.rowWise() ? meanSquare : g * g;
      return g / (Math.sqrt(row.first[i]) + adagrad.epsilon());
    }
    return rule instanceof OptimizerConfig.Adam adam ? direction(adam, row, i, g) : g;
  }

  private double direction(OptimizerConfig.Adam adam, Row row, int i, double g) {
    row.first[i] = adam.beta1() * row.first[i] + (1 - adam.beta1()) * g;
    row.second[i] = adam.beta2() * row.second[i] + (1 - adam.beta2()) * g * g;
    double correction1 = 1 - Math.pow(adam.beta1(), step);
    double correction2 = 1 - Math.pow(adam.beta2(), step);
    double mean = row.first[i] / correction1;
    return adam.lazy()
        ? mean * Math.sqrt(correction2) / (Math.sqrt(row.second[i]) + adam.epsilon())
        : mean / (Math.sqrt(row.second[i] / correction2) + adam.epsilon());
  }

  /** The weight that minimises the sum of all it has seen; z of the paper is {@code second}. */
  private static void follow(OptimizerConfig.Ftrl ftrl, Row row, int i, double g) {
    double w = row.weights[i];
    double before = Math.sqrt(row.first[i]) / ftrl.alpha();
    if (row.first[i] == 0 && ftrl.keepsInitial()) {
      row.second[i] = -w * (ftrl.beta() / ftrl.alpha() + ftrl.l2()) - Math.signum(w) * ftrl.l1();
    }
    row.first[i] += g * g;
    double now = Math.sqrt(row.first[i]) / ftrl.alpha();
    row.second[i] += g - (now - before) * w;
    double z = row.second[i];
    double beyond = Math.max(Math.abs(z) - ftrl.l1(), 0);
    row.weights[i] = -Math.signum(z) * beyond / (ftrl.beta() / ftrl.alpha() + now + ftrl.l2());
  }
}
