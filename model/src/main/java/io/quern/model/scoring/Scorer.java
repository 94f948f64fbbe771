package io.quern.model.scoring;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;

/** Scores rows with a {@link LoadedModel}. Confined to one thread; close it after use. */
public final class Scorer implements AutoCloseable {
  private final EncodedLayout layout;
  private final RowScores scores;
  private boolean closed;

  Scorer(EncodedLayout layout, RowScores scores) {
    this.layout = layout;
    this.scores = scores;
  }

  /**
   * Scores every row.
   *
   * @param rows encoded from the model's features; labels are not read
   * @param out {@code out[i]} becomes the probability of row i
   */
  public void score(EncodedRows rows, double[] out) {
    if (closed) {
      throw new IllegalStateException("The scorer is closed");
    }
    if (!rows.layout().equals(layout) || out.length < rows.size()) {
      throw new IllegalArgumentException(
          "Rows of %s do not fit %s, or %d rows do not fit %d scores"
              .formatted(rows.layout(), layout, rows.size(), out.length));
    }
    scores.score(rows, out);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      scores.close();
    }
  }
}
