package io.quern.runtime.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * A matrix in double precision that knows what it was computed from, and so its derivative:
 * reverse-mode differentiation, written to be read.
 */
final class Matrix {
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
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        result.value[i][j] = function.applyAsDouble(value[i][j], other.at(other.value, i, j));
      }
    }
    result.backward =
        () -> {
          for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
              double a = value[i][j];
              double b = other.at(other.value, i, j);
              double g = result.gradient[i][j];
              gradient[i][j] += g * byThis.applyAsDouble(a, b);
              other.gradient[Math.min(i, other.rows() - 1)][Math.min(j, other.columns() - 1)] +=
                  g * byOther.applyAsDouble(a, b);
            }
          }
        };
    return result;
  }

  private double at(double[][] values, int i, int j) {
    return values[Math.min(i, rows() - 1)][Math.min(j, columns() - 1)];
  }

  /** {@code max(x, 0)}. */
  Matrix rectified() {
    Matrix zero = Matrix.of(new double[1][1]);
    return combined(zero, Math::max, (a, b) -> a > b ? 1 : 0, (a, b) -> 0);
  }

  /** Each column to mean 0 and variance 1 over its rows, epsilon added to the variance. */
  Matrix normalized(double epsilon) {
    Matrix result = new Matrix(new double[rows()][columns()], this);
    double[] deviations = new double[columns()];
    int n = rows();
    for (int j = 0; j < columns(); j++) {
      double mean = 0;
      for (double[] row : value) {
        mean += row[j] / n;
      }
      double variance = 0;
      for (double[] row : value) {
        variance += (row[j] - mean) * (row[j] - mean) / n;
      }
      deviations[j] = Math.sqrt(variance + epsilon);
      for (int i = 0; i < n; i++) {
        result.value[i][j] = (value[i][j] - mean) / deviations[j];
      }
    }
    result.backward =
        () -> {
          for (int j = 0; j < columns(); j++) {
            double meanGradient = 0;
            double meanProduct = 0;
            for (int i = 0; i < n; i++) {
              meanGradient += result.gradient[i][j] / n;
              meanProduct += result.gradient[i][j] * result.value[i][j] / n;
            }
            for (int i = 0; i < n; i++) {
              gradient[i][j] +=
                  (result.gradient[i][j] - meanGradient - result.value[i][j] * meanProduct)
                      / deviations[j];
            }
          }
        };
    return result;
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

  /** This and the other side by side. */
  Matrix beside(Matrix other) {
    Matrix both = new Matrix(new double[rows()][columns() + other.columns()], this, other);
    for (int i = 0; i < rows(); i++) {
      System.arraycopy(value[i], 0, both.value[i], 0, columns());
      System.arraycopy(other.value[i], 0, both.value[i], columns(), other.columns());
    }
    both.backward =
        () -> {
          for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < both.columns(); j++) {
              if (j < columns()) {
                gradient[i][j] += both.gradient[i][j];
              } else {
                other.gradient[i][j - columns()] += both.gradient[i][j];
              }
            }
          }
        };
    return both;
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
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
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
      for (int j = 0; j < sum[0].length; j++) {
        sum[i][j] += term[i][j];
      }
    }
  }
}
