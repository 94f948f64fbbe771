package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.network.MiniBatch;
import io.quern.runtime.ClickTable;
import io.quern.runtime.data.SlotRowsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
  @Test
  void cutsEqualBatchesNoneAboveTheSizeAskedFor() {
    assertThat(sizes(10, 10)).containsExactly(10);
    assertThat(sizes(11, 10)).containsExactly(5, 6);
    assertThat(sizes(29, 10)).containsExactly(9, 10, 10);
    assertThat(sizes(3, 10)).containsExactly(3);
    assertThat(sizes(0, 10)).isEmpty();
  }

  @Test
  void readsEveryRowOncePerPassInAnOrderThatTheEpochDecides() {
    ClickTable table = ClickTable.random(100, 3);
    BatchReader reader = reader(table, 7);
    reader.shuffle(42, 1);
    List<Float> first = prices(reader);
    reader.shuffle(42, 2);
    List<Float> second = prices(reader);
    reader.shuffle(42, 1);

    assertThat(first).hasSize(100).doesNotHaveDuplicates().isEqualTo(prices(reader));
    assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
  }

  private static List<Integer> sizes(int rows, int batchSize) {
    BatchReader reader = reader(ClickTable.random(rows, 3), batchSize);
    List<Integer> sizes = new ArrayList<>();
    for (int batch = 0; batch < reader.batches(); batch++) {
      MiniBatch read = reader.newBatch();
      reader.read(batch, read);
      sizes.add(read.size);
    }
    return sizes;
  }

  private static List<Float> prices(BatchReader reader) {
    List<Float> prices = new ArrayList<>();
    for (int index = 0; index < reader.batches(); index++) {
      MiniBatch batch = reader.newBatch();
      reader.read(index, batch);
      for (float price : Arrays.copyOf(batch.numbers, batch.size)) {
        prices.add(price);
      }
    }
    return prices;
  }

  private static BatchReader reader(ClickTable table, int batchSize) {
    FeatureSummary summary = new FeatureSummary(ClickTable.FEATURES);
    summary.add(table.encoded());
    FeatureMap features = summary.toFeatureMap(List.of());
    return new BatchReader(features, SlotRowsOf.encoded(features, table.encoded()), batchSize);
  }
}
