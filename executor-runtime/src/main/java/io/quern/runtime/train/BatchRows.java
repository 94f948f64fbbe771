package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.model.network.RowTables;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.SparseRows;
import java.util.List;

/**
 * Between the tables that hold the rows of a batch and the one array of full rows that a network
 * sees. Reuses its buffers; used by one thread at a time.
 */
sealed interface BatchRows permits FullRows, PaddedRows {
  static BatchRows of(RowTables tables) {
    return tables.areFull() ? new FullRows(tables.fullWidth()) : new PaddedRows(tables);
  }

  /**
   * Fetches rows; keys that the tables do not hold are inserted.
   *
   * @param seen how often the batch's unique rows occur
   * @return {@code uniqueRows × full width}, until the next call
   */
  float[] pull(PsClient servers, MiniBatch batch, Occurrences seen);

  /** Like {@link #pull}, but inserts nothing: keys that the tables do not hold read as zeros. */
  float[] read(PsClient servers, MiniBatch batch);

  /**
   * Sets to 0 what full rows have beyond the stored ones.
   *
   * @param gradients of the rows last fetched
   */
  void dropPadding(float[] gradients);

  /**
   * What is to be pushed.
   *
   * @param gradients of the rows last pulled
   */
  List<SparseRows> byTable(float[] gradients);
}
