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
  private final Map<Long, Row> rows = new HashMap<>();
  private long step;
  private double correction1;
  private double correction2;

  private static final class Row {
    final double[] weights;
    final double[] first;
    final double[] second;

    Row(float[] initial) {
      weights = new double[initial.length];
      first = new double[initial.length];
      second = new double[initial.length];
      for (int i = 0; i < initial.length; i++) {
        weights[i] = initial[i];
      }
    }
  }

  ReferenceRows(TableConfig table, long[] keys) {
    this.table = table;
    this.rule = table.optimizer();
    var initial = new InitialWeights(table);
    for (long key : keys) {
      float[] weights = new float[table.width()];
      initial.fill(key, weights, 0);
      rows.put(key, new Row(weights));
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
    correction1 = 1 - Math.pow(rule.beta1(), step);
    correction2 = 1 - Math.pow(rule.beta2(), step);
    boolean lazy = rule.rule() == OptimizerConfig.Rule.LAZY_ADAM;
    rows.forEach(
        (key, row) -> {
          float[] given = gradients.get(key);
          if (given == null && lazy) {
            return;
          }
          for (int i = 0; i < table.width(); i++) {
            double g = (given == null ? 0 : given[i]) + table.l2() * row.weights[i];
            row.weights[i] -= update(row, i, g, rate);
          }
        });
  }

  private double update(Row row, int i, double g, double rate) {
    return switch (rule.rule()) {
      case SGD -> rate * g;
      case ADAGRAD -> {
        row.first[i] += g * g;
        yield rate * g / (Math.sqrt(row.first[i]) + rule.epsilon());
      }
      case ADAM -> {
        moments(row, i, g);
        double mean = row.first[i] / correction1;
        double square = row.second[i] / correction2;
        yield rate * mean / (Math.sqrt(square) + rule.epsilon());
      }
      case LAZY_ADAM -> {
        moments(row, i, g);
        double size = rate * Math.sqrt(correction2) / correction1;
        yield size * row.first[i] / (Math.sqrt(row.second[i]) + rule.epsilon());
      }
    };
  }

  private void moments(Row row, int i, double g) {
    row.first[i] = rule.beta1() * row.first[i] + (1 - rule.beta1()) * g;
    row.second[i] = rule.beta2() * row.second[i] + (1 - rule.beta2()) * g * g;
  }
}
