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
 * spelled out. Adam or plain steps move every row of the table at every step, as torch has it, lazy
 * Adam those of the batch; rows may have weights that are fixed; the loss is {@code mean(weight ×
 * log loss) + (λ/2)‖w‖²}.
 */
final class ReferenceTraining {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Share of a batch's statistic in the running one. */
  private static final double STATISTIC_MOMENTUM = 0.1;

  private final TrainingOptions options;
  private final Equation equation;
  private final DenseLayout layout;
  private final Map<Long, Parameter> table = new HashMap<>();
  private final Map<String, Parameter> blocks = new LinkedHashMap<>();
  private final int width;
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
    this.width = trained.length / keys.length;
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

  /**
   * One step; returns the mean log loss before it.
   *
   * @param dropoutSeed of the step's masks
   */
  double step(MiniBatch batch, long[] keys, long dropoutSeed) {
    Map<String, Matrix> blocksNow = denseMatrices();
    ReferenceDense.Training dense = new ReferenceDense.Training(blocksNow, dropout(), dropoutSeed);
    Matrix[] singles = rowsOf(batch, keys);
    Matrix logits = equation.logits(slots(batch, singles), dense);
    double[] labels = new double[batch.size];
    double[] examples = new double[batch.size];
    double[] ones = new double[batch.size];
    for (int i = 0; i < batch.size; i++) {
      labels[i] = batch.labels[i];
      examples[i] = labels[i] == 1 ? options.step().positiveWeight() : 1;
      ones[i] = 1;
    }
    logits.meanLogLoss(labels, examples).backward();
    gatherGradients(batch, keys, singles, blocksNow);
    clip();
    update(Arrays.copyOf(keys, batch.uniqueRows), dense.statistics());
    return logits.meanLogLoss(labels, ones).value[0][0];
  }

  private double dropout() {
    return Double.parseDouble(options.network().options().getOrDefault("dropout", "0"));
  }

  /** The logit of every example by the weights as they are; rows that are not there are 0. */
  double[] logits(MiniBatch batch, long[] keys) {
    Slots slots = slots(batch, rowsOf(batch, keys));
    Matrix logits = equation.logits(slots, new ReferenceDense.Prediction(denseMatrices()));
    return Arrays.stream(logits.value).mapToDouble(row -> row[0]).toArray();
  }

  private static Slots slots(MiniBatch batch, Matrix[] singles) {
    List<Matrix> linear = new ArrayList<>();
    List<Matrix> embeddings = new ArrayList<>();
    for (int slot = 0; slot < singles.length; slot++) {
      Matrix value = singles[slot].multipliedBy(factors(batch, slot));
      linear.add(value.columns(0, 1));
      embeddings.add(value.columns(1, value.columns()));
    }
    return new Slots(Matrix.beside(linear), embeddings);
  }

  /** By slot its row in every example, {@code [B, width]}. */
  private Matrix[] rowsOf(MiniBatch batch, long[] keys) {
    Matrix[] singles = new Matrix[batch.layout.singles()];
    for (int slot = 0; slot < singles.length; slot++) {
      double[][] rows = new double[batch.size][];
      for (int i = 0; i < batch.size; i++) {
        Parameter row = table.get(key(batch, keys, i, slot));
        rows[i] = row == null ? new double[width] : row.weights.clone();
      }
      singles[slot] = Matrix.of(rows);
    }
    return singles;
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

  private void update(long[] touched, Map<String, double[]> statistics) {
    step++;
    boolean lazy = options.sparse().rule() == Optimizer.LAZY_ADAM;
    for (Parameter row : lazy ? rows(touched) : table.values()) {
      move(row, options.sparse(), options.sparse().l2());
    }
    for (DenseBlock block : layout.blocks()) {
      Parameter parameter = blocks.get(block.name());
      switch (block.role()) {
        case KERNEL -> move(parameter, options.dense(), options.dense().l2());
        case BIAS -> move(parameter, options.dense(), 0);
        case STATISTIC -> average(parameter.weights, statistics.get(block.name()));
      }
    }
  }

  private List<Parameter> rows(long[] keys) {
    return Arrays.stream(keys).mapToObj(table::get).toList();
  }

  private static void average(double[] running, double[] batch) {
    for (int i = 0; i < running.length; i++) {
      running[i] += STATISTIC_MOMENTUM * (batch[i] - running[i]);
    }
  }

  private void move(Parameter parameter, OptimizerChoice choice, double l2) {
    switch (choice.rule()) {
      case SGD -> {
        for (int i = 0; i < parameter.weights.length; i++) {
          double g = parameter.gradient[i] + l2 * parameter.weights[i];
          parameter.weights[i] -= choice.learningRate() * g;
        }
      }
      case ADAM -> adam(parameter, choice.learningRate(), l2, false);
      case LAZY_ADAM -> adam(parameter, choice.learningRate(), l2, true);
      default -> throw new IllegalArgumentException("No reference for " + choice.rule());
    }
  }

  /**
   * Kingma and Ba, algorithm 1; lazy, as torch.optim.SparseAdam has it, with ε added before the
   * correction of the second moment.
   */
  private void adam(Parameter parameter, double rate, double l2, boolean lazy) {
    double correction1 = 1 - Math.pow(BETA_1, step);
    double correction2 = 1 - Math.pow(BETA_2, step);
    double epsilon = lazy ? EPSILON / Math.sqrt(correction2) : EPSILON;
    for (int i = 0; i < parameter.weights.length; i++) {
      double g = parameter.gradient[i] + l2 * parameter.weights[i];
      parameter.mean[i] = BETA_1 * parameter.mean[i] + (1 - BETA_1) * g;
      parameter.square[i] = BETA_2 * parameter.square[i] + (1 - BETA_2) * g * g;
      double mean = parameter.mean[i] / correction1;
      double square = parameter.square[i] / correction2;
      parameter.weights[i] -= rate * mean / (Math.sqrt(square) + epsilon);
    }
  }
}
