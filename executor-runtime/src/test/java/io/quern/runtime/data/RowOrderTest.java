package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.SlotRow;
import io.quern.model.feature.SlotRows;
import io.quern.runtime.ClickTable;
import io.quern.runtime.rows.InternalRowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class RowOrderTest {
  @Test
  void readsRowsAsTheyAreUntilShuffled() {
    RowOrder order = new RowOrder(blocks(3, 1, 0, 4));

    assertThat(items(order, blocks(3, 1, 0, 4))).isEqualTo(IntStream.range(0, 8).boxed().toList());
  }

  @Test
  void shufflesEachEpochDifferentlyAndRepeatably() {
    SlotBlocks rows = blocks(50, 1, 49);
    RowOrder order = new RowOrder(rows);
    order.shuffle(42, 1);
    List<Integer> first = items(order, rows);
    order.shuffle(42, 2);
    List<Integer> second = items(order, rows);

    RowOrder restarted = new RowOrder(rows);
    restarted.shuffle(42, 2);

    assertThat(second).isNotEqualTo(first).isEqualTo(items(restarted, rows));
    assertThat(first)
        .isNotEqualTo(IntStream.range(0, 100).boxed().toList())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void putsEveryRowEverywhereEquallyOften() {
    SlotBlocks rows = blocks(4);
    RowOrder order = new RowOrder(rows);
    int[][] counts = new int[4][4];
    for (int epoch = 0; epoch < 8000; epoch++) {
      order.shuffle(1, epoch);
      List<Integer> permutation = items(order, rows);
      for (int place = 0; place < 4; place++) {
        counts[place][permutation.get(place)]++;
      }
    }

    // 2000 expected, standard deviation 39
    for (int[] place : counts) {
      assertThat(place).matches(row -> IntStream.of(row).allMatch(c -> c > 1800 && c < 2200));
    }
  }

  /** Blocks of these sizes; the item of a row is its number, counted through. */
  private static SlotBlocks blocks(int... sizes) {
    FeatureEncoder encoder = new FeatureEncoder(ClickTable.FEATURES);
    InternalRowReader reader = new InternalRowReader(ClickTable.FEATURES.columns(), 1);
    FeatureSummary summary = new FeatureSummary(ClickTable.FEATURES);
    List<EncodedRows> blocks = new ArrayList<>();
    long item = 0;
    for (int size : sizes) {
      EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
      for (int row = 0; row < size; row++) {
        reader.point(new GenericInternalRow(new Object[] {1.0, null, item++, 1.0}));
        encoder.encode(reader, 1, builder);
      }
      blocks.add(builder.build());
      summary.add(blocks.get(blocks.size() - 1));
    }
    return SlotRowsOf.encoded(summary.toFeatureMap(List.of()), blocks.toArray(EncodedRows[]::new));
  }

  /** The items in the order of first sight, read in the order. */
  private static List<Integer> items(RowOrder order, SlotBlocks rows) {
    int[] block = new int[order.size()];
    int[] row = new int[order.size()];
    order.locate(0, order.size(), block, row);
    List<Integer> numbers = new ArrayList<>();
    SlotRow read = new SlotRow(ClickTable.FEATURES.layout());
    for (SlotRows each : rows.blocks()) {
      for (int i = 0; i < each.size(); i++) {
        read.read(each, i);
        numbers.add(read.single(1));
      }
    }
    return IntStream.range(0, order.size())
        .mapToObj(
            i -> {
              read.read(rows.blocks()[block[i]], row[i]);
              return numbers.indexOf(read.single(1));
            })
        .toList();
  }
}
