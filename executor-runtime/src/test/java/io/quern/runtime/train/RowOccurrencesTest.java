package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.MiniBatch;
import io.quern.ps.Occurrences;
import org.junit.jupiter.api.Test;

class RowOccurrencesTest {
  private final RowOccurrences occurrences = new RowOccurrences();

  @Test
  void countsRowsOfSingleSlotsAndBagsByLabel() {
    Occurrences seen = occurrences.of(batch());
    assertThat(seen.shows()).startsWith(2, 1, 3, 1);
    assertThat(seen.clicks()).startsWith(1, 0, 1, 0);
  }

  @Test
  void forgetsTheBatchBefore() {
    occurrences.of(batch());
    assertThat(occurrences.of(batch()).shows()).startsWith(2, 1, 3, 1);
  }

  /** Two examples of one category, one number and one bag; buffers longer than in use. */
  private static MiniBatch batch() {
    MiniBatch batch = new MiniBatch(new FeatureLayout(1, 1, 1));
    batch.size = 2;
    batch.uniqueRows = 4;
    batch.singles = new int[] {0, 2, 1, 0, 9};
    batch.bagOffsets = new int[] {0, 0, 3};
    batch.bagRows = new int[] {2, 3, 2, 9};
    batch.labels = new float[] {1, 0, 1};
    return batch;
  }
}
