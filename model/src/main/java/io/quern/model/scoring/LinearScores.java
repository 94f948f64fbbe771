package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.EncodedRows;
import java.util.Arrays;

/** Scores of logistic regression: the logistic function of {@code bias + Σ_f w_f}. */
final class LinearScores implements RowScores, SlotTarget {
  private static final int PIECE_ROWS = 1024;

  private final SlotPooling pooling;
  private final double bias;
  private final double[] sums = new double[PIECE_ROWS];

  LinearScores(SlotPooling pooling, double bias) {
    this.pooling = pooling;
    this.bias = bias;
  }

  @Override
  public void score(EncodedRows rows, double[] out) {
    for (int from = 0; from < rows.size(); from += PIECE_ROWS) {
      int size = Math.min(PIECE_ROWS, rows.size() - from);
      Arrays.fill(sums, 0, size, 0);
      pooling.pool(rows, from, size, this);
      for (int row = 0; row < size; row++) {
        out[from + row] = 1 / (1 + Math.exp(-(bias + sums[row])));
      }
    }
  }

  @Override
  public void stored(int slot, SparseTable table, long[] places, int size) {
    for (int row = 0; row < size; row++) {
      if (places[row] != SparseTable.ABSENT) {
        sums[row] += table.valueAt(places[row], 0);
      }
    }
  }

  @Override
  public void pooled(int slot, double[] linear, double[] vectors, int size) {
    for (int row = 0; row < size; row++) {
      sums[row] += linear[row];
    }
  }

  @Override
  public void close() {}
}
