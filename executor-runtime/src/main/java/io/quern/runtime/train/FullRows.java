package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.SparseRows;
import java.util.List;

/** Rows that are as long as the network's, all in one table: nothing is copied. */
final class FullRows implements BatchRows {
  private static final int ONLY_TABLE = 0;

  private final int width;
  private float[] rows = new float[0];
  private SparseRows fetched = new SparseRows(ONLY_TABLE, new long[0], 0, rows);

  /**
   * @param width floats of a row
   */
  FullRows(int width) {
    this.width = width;
  }

  @Override
  public float[] pull(PsClient servers, MiniBatch batch, Occurrences seen) {
    servers.pull(wanted(batch, seen));
    return rows;
  }

  @Override
  public float[] read(PsClient servers, MiniBatch batch) {
    servers.read(wanted(batch, Occurrences.ONCE));
    return rows;
  }

  private SparseRows wanted(MiniBatch batch, Occurrences seen) {
    int values = Math.multiplyExact(batch.uniqueRows, width);
    if (rows.length < values) {
      rows = new float[values];
    }
    fetched = new SparseRows(ONLY_TABLE, batch.keys, batch.uniqueRows, rows, seen);
    return fetched;
  }

  @Override
  public void dropPadding(float[] gradients) {
    // There is none.
  }

  @Override
  public List<SparseRows> byTable(float[] gradients) {
    return List.of(
        new SparseRows(
            ONLY_TABLE, fetched.keys(), fetched.count(), gradients, fetched.occurrences()));
  }
}
