package io.quern.runtime.train;

import io.quern.model.algorithm.Optimizer;
import io.quern.model.algorithm.OptimizerChoice;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.MiniBatch;
import io.quern.runtime.train.ReferenceEquations.Equation;
import io.quern.runtime.train.ReferenceEquations.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training in double precision without any of the engine's parts: weights in maps, every formula
 * spelled out, every row of the table moved at every step. Adam or plain steps for all parameters,
 * as torch has it; rows may have weights that are fixed; the loss is {@code mean(weight × log loss)
 * + (λ/2)‖w‖²}.
 */
final class ReferenceTraining {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final TrainingOptions options;
  private final Equation equation;
  private final DenseLayout layout;
  private final Map<Long, Parameter> table = new HashMap<>();
  private final Map<String, Parameter> blocks = new LinkedHashMap<>();
  private int step;

  /** Weights in one row, with Adam's moments. */
  private static final class Parameter {
    final double[] weights;
    final double[] gradient;
    final double[] mean;
    final double[] square;

    /** 0 for weights that are fixed. */
    final double[] trained;

    Parameter(float[] values, int from, int length) {
      weights = new double[length];
      for (int i = 0; i < length; i++) {
        weights[i] = values[from + i];
      }
      gradient = new double[length];
      mean = new double[length];
      square = new double[length];
      trained = new double[length];
      Arrays.fill(trained, 1);
    }
  }

  /**
   * @param keys of all rows there will be
   * @param rows their initial weights, one after the other
   * @param trained 0 for each weight of a row that stays as it is, else 1
   * @param dense the initial dense values
   */
  ReferenceTraining(
      TrainingOptions options,
      Equation equation,
      DenseLayout layout,
      long[] keys,
      float[] rows,
      float[] trained,
      float[] dense) {
    this.options = options;
    this.equation = equation;
    this.layout = layout;
    int width = trained.length / keys.length;
    for (int i = 0; i < keys.length; i++) {
      Parameter row = new Parameter(rows, i * width, width);
      for (int d = 0; d < width; d++) {
        row.trained[d] = trained[i * width + d];
      }
      table.put(keys[i], row);
    }
    for (int i = 0; i < layout.blocks().size(); i++) {
      DenseBlock block = layout.blocks().get(i);
      blocks.put(block.name(), new Parameter(dense, layout.offset(i), block.size()));
    }
  }

  /** One step; returns the mean log loss before it. */
  double step(MiniBatch batch, long[] keys) {
    Matrix[] singles = new Matrix[batch.layout.singles()];
    List<Matrix> linear = new ArrayList<>();
    List<Matrix> embeddings = new ArrayList<>();
    for (int slot = 0; slot < singles.length; slot++) {
      singles[slot] = rowsOf(batch, keys, slot);
      Matrix value = singles[slot].multipliedBy(factors(batch, slot));
      linear.add(value.columns(0, 1));
      embeddings.add(value.columns(1, value.columns()));
    }
    Map<String, Matrix> dense = denseMatrices();
    Matrix weights = linear.stream().reduce(Matrix::beside).orElseThrow();
    Matrix logits = equation.logits(new Slots(weights, embeddings), dense);
    double[] labels = new double[batch.size];
    double[] examples = new double[batch.size];
    double[] ones = new double[batch.size];
    for (int i = 0; i < batch.size; i++) {
      labels[i] = batch.labels[i];
      examples[i] = labels[i] == 1 ? options.step().positiveWeight() : 1;
      ones[i] = 1;
    }
    logits.meanLogLoss(labels, examples).backward();
    gatherGradients(batch, keys, singles, dense);
    clip();
    update();
    return logits.meanLogLoss(labels, ones).value[0][0];
  }

  /** The row of a slot in every example, {@code [B, width]}. */
  private Matrix rowsOf(MiniBatch batch, long[] keys, int slot) {
    double[][] rows = new double[batch.size][];
    for (int i = 0; i < batch.size; i++) {
      rows[i] = table.get(key(batch, keys, i, slot)).weights.clone();
    }
    return Matrix.of(rows);
  }

  private static long key(MiniBatch batch, long[] keys, int example, int slot) {
    return keys[batch.singles[example * batch.layout.singles() + slot]];
  }

  /** What a slot's rows are scaled with, {@code [B, 1]}. */
  private static Matrix factors(MiniBatch batch, int slot) {
    double[][] factors = new double[batch.size][1];
    int number = slot - batch.layout.categories();
    for (int i = 0; i < batch.size; i++) {
      factors[i][0] = number < 0 ? 1 : batch.numbers[i * batch.layout.numbers() + number];
    }
    return Matrix.of(factors);
  }

  private Map<String, Matrix> denseMatrices() {
    Map<String, Matrix> matrices = new HashMap<>();
    for (DenseBlock block : layout.blocks()) {
      int columns = block.shape().get(block.shape().size() - 1);
      double[] weights = blocks.get(block.name()).weights;
      double[][] matrix = new double[weights.length / columns][columns];
      for (int i = 0; i < weights.length; i++) {
        matrix[i / columns][i % columns] = weights[i];
      }
      matrices.put(block.name(), Matrix.of(matrix));
    }
    return matrices;
  }

  private void gatherGradients(
      MiniBatch batch, long[] keys, Matrix[] singles, Map<String, Matrix> dense) {
    parameters().forEach(parameter -> Arrays.fill(parameter.gradient, 0));
    for (int slot = 0; slot < singles.length; slot++) {
      for (int i = 0; i < batch.size; i++) {
        Parameter row = table.get(key(batch, keys, i, slot));
        for (int d = 0; d < row.gradient.length; d++) {
          row.gradient[d] += row.trained[d] * singles[slot].gradient[i][d];
        }
      }
    }
    blocks.forEach(
        (name, parameter) -> {
          Matrix matrix = dense.get(name);
          for (int i = 0; i < parameter.gradient.length; i++) {
            parameter.gradient[i] = matrix.gradient[i / matrix.columns()][i % matrix.columns()];
          }
        });
  }

  private List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(table.values());
    all.addAll(blocks.values());
    return all;
  }

  private void clip() {
    double squares = 0;
    for (Parameter parameter : parameters()) {
      for (double g : parameter.gradient) {
        squares += g * g;
      }
    }
    double limit = options.step().clipNorm();
    if (limit > 0 && Math.sqrt(squares) > limit) {
      for (Parameter parameter : parameters()) {
        for (int i = 0; i < parameter.gradient.length; i++) {
          parameter.gradient[i] *= limit / Math.sqrt(squares);
        }
      }
    }
  }

  private void update() {
    step++;
    for (Parameter row : table.values()) {
      move(row, options.sparse(), options.sparse().l2());
    }
    for (DenseBlock block : layout.blocks()) {
      double l2 = block.role() == DenseBlock.Role.KERNEL ? options.dense().l2() : 0;
      move(blocks.get(block.name()), options.dense(), l2);
    }
  }

  private void move(Parameter parameter, OptimizerChoice choice, double l2) {
    if (choice.rule() == Optimizer.SGD) {
      for (int i = 0; i < parameter.weights.length; i++) {
        double g = parameter.gradient[i] + l2 * parameter.weights[i];
        parameter.weights[i] -= choice.learningRate() * g;
      }
    } else {
      adam(parameter, choice.learningRate(), l2);
    }
  }

  /** Kingma and Ba, algorithm 1. A batch's statistics have no gradient here and do not move. */
  private void adam(Parameter parameter, double rate, double l2) {
    for (int i = 0; i < parameter.weights.length; i++) {
      double g = parameter.gradient[i] + l2 * parameter.weights[i];
      parameter.mean[i] = BETA_1 * parameter.mean[i] + (1 - BETA_1) * g;
      parameter.square[i] = BETA_2 * parameter.square[i] + (1 - BETA_2) * g * g;
      double mean = parameter.mean[i] / (1 - Math.pow(BETA_1, step));
      double square = parameter.square[i] / (1 - Math.pow(BETA_2, step));
      parameter.weights[i] -= rate * mean / (Math.sqrt(square) + EPSILON);
    }
  }
}
