package io.quern.model.scoring;

import io.quern.model.feature.EncodedRows;

/** How a kind of network scores rows. Confined to one thread. */
interface RowScores extends AutoCloseable {
  /** Sets {@code out[i]} to the probability of row i. */
  void score(EncodedRows rows, double[] out);

  @Override
  void close();
}
