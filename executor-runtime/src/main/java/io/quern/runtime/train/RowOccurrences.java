package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.ps.Occurrences;
import java.util.Arrays;

/**
 * How often each unique row of a batch occurs in it, and how often in examples of label 1. A row
 * that an example has twice counts twice. Reuses its buffers; confined to one thread.
 */
final class RowOccurrences {
  private int[] shows = new int[0];
  private int[] clicks = new int[0];

  /** Counts a batch; valid until the next call. */
  Occurrences of(MiniBatch batch) {
    if (shows.length < batch.uniqueRows) {
      shows = new int[batch.uniqueRows];
      clicks = new int[batch.uniqueRows];
    }
    Arrays.fill(shows, 0, batch.uniqueRows, 0);
    Arrays.fill(clicks, 0, batch.uniqueRows, 0);
    int singles = batch.layout.singles();
    int bags = batch.layout.bags();
    for (int example = 0; example < batch.size; example++) {
      int click = batch.labels[example] == 1 ? 1 : 0;
      count(batch.singles, example * singles, (example + 1) * singles, click);
      int from = batch.bagOffsets[example * bags];
      count(batch.bagRows, from, batch.bagOffsets[(example + 1) * bags], click);
    }
    return new Occurrences(shows, clicks);
  }

  private void count(int[] rows, int from, int to, int click) {
    for (int i = from; i < to; i++) {
      shows[rows[i]]++;
      clicks[rows[i]] += click;
    }
  }
}
