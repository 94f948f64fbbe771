package io.quern.runtime.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A matrix in double precision that knows what it was computed from, and so its derivative:
 * reverse-mode differentiation, written to be read. Large ones use all cores.
 */
final class Matrix {
  /** Elements from which on threads pay. */
  private static final int LARGE = 1 << 14;

  /** Rows of a factor that stay in a core's cache while they are used. */
  private static final int CACHED = 32;

  final double[][] value;

  /** The derivative of what {@link #backward} was called on. */
  final double[][] gradient;

  private final List<Matrix> inputs;
  private Runnable backward = () -> {};

  private Matrix(double[][] value, Matrix... inputs) {
    this.value = value;
    this.gradient = new double[value.length][value.length == 0 ? 0 : value[0].length];
    this.inputs = List.of(inputs);
  }

  static Matrix of(double[][] value) {
    return new Matrix(value);
  }

  int rows() {
    return value.length;
  }

  int columns() {
    return value[0].length;
  }

  /** The matrix product. */
  Matrix times(Matrix right) {
    Matrix product = new Matrix(product(value, right.value), this, right);
    product.backward =
        () -> {
          addTo(gradient, product(product.gradient, transposed(right.value)));
          addTo(right.gradient, product(transposed(value), product.gradient));
        };
    return product;
  }

  /** Element by element; a matrix of one row or one column serves for all of them. */
  Matrix plus(Matrix other) {
    return combined(other, (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1);
  }

  /** The product element by element, likewise. */
  Matrix multipliedBy(Matrix other) {
    return combined(other, (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
  }

  private Matrix combined(
      Matrix other,
      DoubleBinaryOperator function,
      DoubleBinaryOperator byThis,
      DoubleBinaryOperator byOther) {
    Matrix result = new Matrix(new double[rows()][columns()], this, other);
    forRows(
        i -> {
          for (int j = 0; j < columns(); j++) {
            result.value[i][j] = function.applyAsDouble(value[i][j], other.at(i, j));
          }
        });
    result.backward =
        () -> {
          forRows(i -> addProducts(gradient[i], i, other, result.gradient[i], byThis));
          IntConsumer toOther =
              i ->
                  addProducts(
                      other.gradient[Math.min(i, other.rows() - 1)],
                      i,
                      other,
                      result.gradient[i],
                      byOther);
          if (other.rows() == rows()) {
            forRows(toOther);
          } else { // all add to the same row
            IntStream.range(0, rows()).forEach(toOther);
          }
        };
    return result;
  }

  /** Adds row i's gradient times the derivative, to the only element where {@code to} has one. */
  private void addProducts(
      double[] to, int i, Matrix other, double[] gradient, DoubleBinaryOperator derivative) {
    for (int j = 0; j < columns(); j++) {
      to[Math.min(j, to.length - 1)] +=
          gradient[j] * derivative.applyAsDouble(value[i][j], other.at(i, j));
    }
  }

  /** An element, where a matrix of one row or one column serves for all of them. */
  private double at(int i, int j) {
    return value[Math.min(i, rows() - 1)][Math.min(j, columns() - 1)];
  }

  private void forRows(IntConsumer work) {
    forEach(rows(), (long) rows() * columns(), work);
  }

  private static void forEach(int count, long elements, IntConsumer work) {
    IntStream all = IntStream.range(0, count);
    (elements < LARGE ? all : all.parallel()).forEach(work);
  }

  /** {@code max(x, 0)}. */
  Matrix rectified() {
    Matrix result = new Matrix(new double[rows()][columns()], this);
    forRows(
        i -> {
          for (int j = 0; j < columns(); j++) {
            result.value[i][j] = Math.max(value[i][j], 0);
          }
        });
    result.backward =
        () ->
            forRows(
                i -> {
                  for (int j = 0; j < columns(); j++) {
                    gradient[i][j] += value[i][j] > 0 ? result.gradient[i][j] : 0;
                  }
                });
    return result;
  }

  /** Each column to mean 0 and variance 1 over its rows, epsilon added to the variance. */
  Matrix normalized(double epsilon) {
    Matrix result = new Matrix(new double[rows()][columns()], this);
    double[] means = means();
    double[] deviations = variances();
    Arrays.setAll(deviations, j -> Math.sqrt(deviations[j] + epsilon));
    forRows(
        i -> {
          for (int j = 0; j < columns(); j++) {
            result.value[i][j] = (value[i][j] - means[j]) / deviations[j];
          }
        });
    result.backward =
        () -> {
          double[] gradients = means(result.gradient, (i, j) -> 1);
          double[] products = means(result.gradient, (i, j) -> result.value[i][j]);
          forRows(
              i -> {
                for (int j = 0; j < columns(); j++) {
                  double g = result.gradient[i][j] - gradients[j];
                  gradient[i][j] += (g - result.value[i][j] * products[j]) / deviations[j];
                }
              });
        };
    return result;
  }

  /** The mean of each column. */
  double[] means() {
    return means(value, (i, j) -> 1);
  }

  /** The mean squared distance of each column from its mean. */
  double[] variances() {
    double[] means = means();
    double[] variances = new double[columns()];
    for (double[] row : value) {
      for (int j = 0; j < columns(); j++) {
        variances[j] += (row[j] - means[j]) * (row[j] - means[j]) / rows();
      }
    }
    return variances;
  }

  private static double[] means(double[][] values, Weights weights) {
    double[] means = new double[values[0].length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < means.length; j++) {
        means[j] += values[i][j] * weights.of(i, j) / values.length;
      }
    }
    return means;
  }

  private interface Weights {
    double of(int i, int j);
  }

  /** The sum of each row, as one column. */
  Matrix rowSums() {
    double[][] ones = new double[columns()][1];
    Arrays.stream(ones).forEach(row -> row[0] = 1);
    return times(Matrix.of(ones));
  }

  /** Columns {@code from} to {@code to}, exclusive. */
  Matrix columns(int from, int to) {
    Matrix part = new Matrix(new double[rows()][to - from], this);
    for (int i = 0; i < rows(); i++) {
      System.arraycopy(value[i], from, part.value[i], 0, to - from);
    }
    part.backward =
        () -> {
          for (int i = 0; i < rows(); i++) {
            for (int j = from; j < to; j++) {
              gradient[i][j] += part.gradient[i][j - from];
            }
          }
        };
    return part;
  }

  /** Matrices of equally many rows side by side. */
  static Matrix beside(List<Matrix> parts) {
    int rows = parts.get(0).rows();
    int columns = parts.stream().mapToInt(Matrix::columns).sum();
    Matrix all = new Matrix(new double[rows][columns], parts.toArray(Matrix[]::new));
    int first = 0;
    for (Matrix part : parts) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(part.value[i], 0, all.value[i], first, part.columns());
      }
      first += part.columns();
    }
    all.backward =
        () -> {
          int from = 0;
          for (Matrix part : parts) {
            for (int i = 0; i < rows; i++) {
              for (int j = 0; j < part.columns(); j++) {
                part.gradient[i][j] += all.gradient[i][from + j];
              }
            }
            from += part.columns();
          }
        };
    return all;
  }

  /** Mean over rows of weight × log loss of {@code sigmoid(this)}, this being one column. */
  Matrix meanLogLoss(double[] labels, double[] weights) {
    Matrix loss = new Matrix(new double[1][1], this);
    int n = rows();
    for (int i = 0; i < n; i++) {
      double z = value[i][0];
      double softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
      loss.value[0][0] += weights[i] * (softplus - labels[i] * z) / n;
    }
    loss.backward =
        () -> {
          for (int i = 0; i < n; i++) {
            double probability = 1 / (1 + Math.exp(-value[i][0]));
            gradient[i][0] += loss.gradient[0][0] * weights[i] * (probability - labels[i]) / n;
          }
        };
    return loss;
  }

  /** Fills the gradients of all that this, a single number, was computed from. */
  void backward() {
    List<Matrix> order = new ArrayList<>();
    visit(order, Collections.newSetFromMap(new IdentityHashMap<>()));
    gradient[0][0] = 1;
    for (int i = order.size() - 1; i >= 0; i--) {
      order.get(i).backward.run();
    }
  }

  private void visit(List<Matrix> order, Set<Matrix> seen) {
    if (seen.add(this)) {
      inputs.forEach(input -> input.visit(order, seen));
      order.add(this);
    }
  }

  private static double[][] product(double[][] a, double[][] b) {
    int columns = b[0].length;
    double[][] product = new double[a.length][columns];
    int parts = Math.min(a.length, 4 * Runtime.getRuntime().availableProcessors());
    forEach(
        parts,
        (long) a.length * b.length,
        part -> {
          for (int first = 0; first < b.length; first += CACHED) {
            int end = Math.min(b.length, first + CACHED);
            for (int i = a.length * part / parts; i < a.length * (part + 1) / parts; i++) {
              addRows(a[i], b, first, end, product[i]);
            }
          }
        });
    return product;
  }

  /** Adds row k times factor k, four at a time; what ReLU and dropout left at 0 is passed over. */
  private static void addRows(double[] factors, double[][] rows, int first, int end, double[] sum) {
    int[] left = new int[CACHED];
    int count = 0;
    for (int k = first; k < end; k++) {
      if (factors[k] != 0) {
        left[count++] = k;
      }
    }
    int at = 0;
    for (; at + 4 <= count; at += 4) {
      double[] p = rows[left[at]];
      double[] q = rows[left[at + 1]];
      double[] r = rows[left[at + 2]];
      double[] s = rows[left[at + 3]];
      double a = factors[left[at]];
      double b = factors[left[at + 1]];
      double c = factors[left[at + 2]];
      double d = factors[left[at + 3]];
      for (int j = 0; j < sum.length; j++) {
        sum[j] += a * p[j] + b * q[j] + c * r[j] + d * s[j];
      }
    }
    for (; at < count; at++) {
      double[] p = rows[left[at]];
      double a = factors[left[at]];
      for (int j = 0; j < sum.length; j++) {
        sum[j] += a * p[j];
      }
    }
  }

  private static double[][] transposed(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        transposed[j][i] = a[i][j];
      }
    }
    return transposed;
  }

  private static void addTo(double[][] sum, double[][] term) {
    for (int i = 0; i < sum.length; i++) {
      double[] row = sum[i];
      double[] added = term[i];
      for (int j = 0; j < row.length; j++) {
        row[j] += added[j];
      }
    }
  }
}
