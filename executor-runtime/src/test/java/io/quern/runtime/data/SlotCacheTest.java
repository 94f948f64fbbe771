package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.SlotRow;
import io.quern.model.feature.SlotRows;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.data.ChunkHeader.Kind;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotCacheTest {
  private static final int CHUNKS = 40;
  private static final int CHUNK_ROWS = 1_000;

  @TempDir Path folder;

  @Test
  void rowsAndTheNumbersOfTheirKeysStayWithinTheLimit() {
    List<EncodedRows> rows = rowsOfDistinctKeys();
    FeatureSummary summary = new FeatureSummary(ClickTable.FEATURES);
    rows.forEach(summary::add);
    FeatureMap features = summary.toFeatureMap(List.of());

    try (SlotCache all = read(features, rows, Long.MAX_VALUE);
        SlotCache some = read(features, rows, 1_200_000);
        SlotCache none = read(features, rows, 100_000)) {
      long numbers = 8L * (CHUNKS * CHUNK_ROWS + 2);
      assertThat(all.heapBytes()).isGreaterThan(numbers + 500_000);
      assertThat(some.heapBytes()).isBetween(numbers + 1, 1_200_000L - numbers);
      assertThat(none.heapBytes()).isEqualTo(numbers);
      assertThat(keys(some)).isEqualTo(keys(all)).hasSize(CHUNKS * CHUNK_ROWS);
      assertThat(keys(none)).isEqualTo(keys(all));
    }
    assertThat(folder).isEmptyDirectory();
  }

  private SlotCache read(FeatureMap features, List<EncodedRows> rows, long limit) {
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      chunks.add(new ChunkHeader(Kind.TRAINING, 0, 0, i).prepend(rows.get(i).bytes()));
    }
    return SlotCache.read(features, -1, chunks.iterator(), limit, this::newFile);
  }

  private File newFile() {
    return folder.resolve("spill-" + System.nanoTime()).toFile();
  }

  private static List<EncodedRows> rowsOfDistinctKeys() {
    List<EncodedRows> rows = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      long first = (long) chunk * CHUNK_ROWS;
      List<Click> clicks =
          LongStream.range(first, first + CHUNK_ROWS)
              .mapToObj(item -> new Click(item % 2.0, "ann", item, 1.0 + item % 7, 0.5))
              .toList();
      rows.add(ClickTable.of(clicks).encoded());
    }
    return rows;
  }

  /** The item of each row. */
  private static List<Long> keys(SlotCache cache) {
    SlotBlocks rows = cache.training();
    SlotRow row = new SlotRow(ClickTable.FEATURES.layout());
    List<Long> keys = new ArrayList<>();
    for (SlotRows block : rows.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        row.read(block, i);
        keys.add(rows.keys().key(row.single(1)));
      }
    }
    return keys;
  }
}
