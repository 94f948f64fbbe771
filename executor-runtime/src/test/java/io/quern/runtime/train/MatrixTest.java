package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Holds the reference's derivatives against central differences. */
class MatrixTest {
  private static final double STEP = 1e-6;

  @Test
  void derivativesAgreeWithCentralDifferences() {
    check(3, 4, 4, 2, Matrix::times);
    check(3, 4, 3, 4, Matrix::plus);
    check(3, 4, 1, 4, Matrix::plus);
    check(3, 4, 3, 4, Matrix::multipliedBy);
    check(3, 4, 1, 4, Matrix::multipliedBy);
    check(3, 4, 3, 1, Matrix::multipliedBy);
    check(3, 4, 3, 4, (a, b) -> a.rectified().multipliedBy(b));
    check(5, 2, 5, 2, (a, b) -> a.normalized(1e-5).multipliedBy(b));
    check(3, 4, 3, 2, (a, b) -> a.columns(1, 3).multipliedBy(b));
    check(3, 2, 3, 1, (a, b) -> beside(a, b).multipliedBy(beside(a, b)));
    check(3, 4, 3, 1, (a, b) -> a.rowSums().multipliedBy(b));
  }

  @Test
  void aLargeProductIsTheSumOfItsProducts() {
    double[][] a = random(150, 200, 1);
    double[][] b = random(200, 130, 2);
    a[3][7] = 0;
    Matrix product = Matrix.of(a).times(Matrix.of(b));
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j < 130; j++) {
        double sum = 0;
        for (int k = 0; k < 200; k++) {
          sum += a[i][k] * b[k][j];
        }
        assertThat(product.value[i][j]).isCloseTo(sum, within(1e-11));
      }
    }
  }

  private static Matrix beside(Matrix a, Matrix b) {
    return Matrix.beside(List.of(a, b));
  }

  private static void check(int m, int n, int k, int l, BinaryOperator<Matrix> operation) {
    double[][] a = random(m, n, 1);
    double[][] b = random(k, l, 2);
    Matrix left = Matrix.of(a);
    Matrix right = Matrix.of(b);
    loss(operation.apply(left, right)).backward();
    for (double[][] values : new double[][][] {a, b}) {
      double[][] gradient = (values == a ? left : right).gradient;
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < values[0].length; j++) {
          double x = values[i][j];
          values[i][j] = x + STEP;
          double up = loss(operation.apply(Matrix.of(a), Matrix.of(b))).value[0][0];
          values[i][j] = x - STEP;
          double down = loss(operation.apply(Matrix.of(a), Matrix.of(b))).value[0][0];
          values[i][j] = x;
          assertThat(gradient[i][j]).isCloseTo((up - down) / (2 * STEP), within(1e-7));
        }
      }
    }
  }

  private static Matrix loss(Matrix result) {
    Random random = new Random(3);
    double[] labels = random.doubles(result.rows()).map(Math::round).toArray();
    return result.rowSums().meanLogLoss(labels, random.doubles(result.rows()).toArray());
  }

  private static double[][] random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return values;
  }
}
