package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.RowTables;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.PushStamp;
import io.quern.ps.SparseRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddedRowsTest {
  /** Two single slots and a bag; the second slot's vectors have one coordinate, not two. */
  private static final RowTables TABLES = new RowTables(2, 1, List.of(2, 1), List.of(0, 1, 0));

  private static final long[] KEYS = {10, 21, 12, 23, 14};

  private final BatchRows rows = BatchRows.of(TABLES);
  private final MiniBatch batch = batch();

  /** Rows by number: 0, 2, 4 are of the first and last slot, 1 and 3 of the second. */
  private static MiniBatch batch() {
    MiniBatch batch = new MiniBatch(new FeatureLayout(2, 0, 1));
    batch.size = 2;
    batch.keys = KEYS;
    batch.uniqueRows = 5;
    batch.singles = new int[] {0, 1, 0, 3};
    batch.bagOffsets = new int[] {0, 2, 3};
    batch.bagRows = new int[] {2, 4, 4};
    return batch;
  }

  @Test
  void shortRowsArePaddedWithZeros() {
    float[] full = rows.pull(new KeysAsWeights(), batch, Occurrences.ONCE);
    assertThat(Arrays.copyOf(full, 15))
        .containsExactly(10, 10, 10, 21, 21, 0, 12, 12, 12, 23, 23, 0, 14, 14, 14);
    assertThat(rows.read(new KeysAsWeights(), batch)).isEqualTo(full);
  }

  @Test
  void gradientsOfThePaddingAreDropped() {
    rows.pull(new KeysAsWeights(), batch, Occurrences.ONCE);
    float[] gradients = new float[15];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = i + 1;
    }
    rows.dropPadding(gradients);
    assertThat(gradients).containsExactly(1, 2, 3, 4, 5, 0, 7, 8, 9, 10, 11, 0, 13, 14, 15);

    List<SparseRows> pushed = rows.byTable(gradients);
    assertThat(pushed).extracting(SparseRows::table).containsExactly(0, 1);
    assertThat(Arrays.copyOf(pushed.get(0).keys(), 3)).containsExactly(10, 12, 14);
    assertThat(Arrays.copyOf(pushed.get(0).values(), 9))
        .containsExactly(1, 2, 3, 7, 8, 9, 13, 14, 15);
    assertThat(Arrays.copyOf(pushed.get(1).keys(), 2)).containsExactly(21, 23);
    assertThat(Arrays.copyOf(pushed.get(1).values(), 4)).containsExactly(4, 5, 10, 11);
  }

  @Test
  void occurrencesFollowTheirKeys() {
    int[] shows = {2, 1, 1, 1, 2};
    int[] clicks = {1, 0, 0, 1, 1};
    rows.pull(new KeysAsWeights(), batch, new Occurrences(shows, clicks));
    List<SparseRows> pushed = rows.byTable(new float[15]);
    assertThat(pushed.get(0).occurrences().shows()).containsExactly(2, 1, 2);
    assertThat(pushed.get(0).occurrences().clicks()).containsExactly(1, 0, 1);
    assertThat(pushed.get(1).occurrences().shows()).containsExactly(1, 1);
    assertThat(pushed.get(1).occurrences().clicks()).containsExactly(0, 1);
  }

  /** Servers whose weights are their keys. */
  private static final class KeysAsWeights implements PsClient {
    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public void pull(SparseRows wanted) {
      int width = TABLES.width(wanted.table());
      for (int i = 0; i < wanted.count(); i++) {
        Arrays.fill(wanted.values(), i * width, (i + 1) * width, wanted.keys()[i]);
      }
    }

    @Override
    public void read(SparseRows wanted) {
      pull(wanted);
    }

    @Override
    public void pullDense(float[] values) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void push(PushStamp stamp, List<SparseRows> sparse, float[] dense) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLearningRates(float dense, float sparse) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
