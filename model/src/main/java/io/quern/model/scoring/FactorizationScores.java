package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.EncodedRows;
import java.util.Arrays;

/**
 * Scores of the factorization machine: the logistic function of {@code bias + Σ_f w_f + ½ Σ_d ((Σ_f
 * v_fd)² − Σ_f v_fd²)}. Rendle, "Factorization Machines", ICDM 2010, Lemma 3.1.
 */
final class FactorizationScores implements RowScores, SlotTarget {
  /** So few that the sums stay in the processor's nearest cache from slot to slot. */
  private static final int PIECE_ROWS = 128;

  private final SlotPooling pooling;
  private final double bias;
  private final int dim;
  private final float[] stored;
  private final double[] linearSums = new double[PIECE_ROWS];

  /** {@code rows × dim}. */
  private final double[] sums;

  private final double[] squares;

  FactorizationScores(SlotPooling pooling, double bias) {
    this.pooling = pooling;
    this.bias = bias;
    this.dim = pooling.dim();
    this.stored = new float[1 + dim];
    this.sums = new double[Math.multiplyExact(PIECE_ROWS, dim)];
    this.squares = new double[sums.length];
  }

  @Override
  public void score(EncodedRows rows, double[] out) {
    for (int from = 0; from < rows.size(); from += PIECE_ROWS) {
      int size = Math.min(PIECE_ROWS, rows.size() - from);
      Arrays.fill(linearSums, 0);
      Arrays.fill(sums, 0);
      Arrays.fill(squares, 0);
      pooling.pool(rows, from, size, this);
      for (int row = 0; row < size; row++) {
        out[from + row] = 1 / (1 + Math.exp(-(bias + (linearSums[row] + pairs(row) / 2))));
      }
    }
  }

  private double pairs(int row) {
    double pairs = 0;
    for (int i = row * dim; i < (row + 1) * dim; i++) {
      pairs += sums[i] * sums[i] - squares[i];
    }
    return pairs;
  }

  @Override
  public void stored(int slot, SparseTable table, long[] places, int size) {
    for (int row = 0; row < size; row++) {
      if (places[row] != SparseTable.ABSENT) {
        table.copyRowAt(places[row], stored, 0);
        linearSums[row] += stored[0];
        int first = row * dim;
        for (int d = 0; d < dim; d++) {
          double value = stored[1 + d];
          sums[first + d] += value;
          squares[first + d] += value * value;
        }
      }
    }
  }

  @Override
  public void pooled(int slot, double[] linear, double[] vectors, int size) {
    for (int row = 0; row < size; row++) {
      linearSums[row] += linear[row];
    }
    for (int i = 0; i < size * dim; i++) {
      sums[i] += vectors[i];
      squares[i] += vectors[i] * vectors[i];
    }
  }

  @Override
  public void close() {}
}
