package io.quern.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureStatistics;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
  private final EncodedRows[] blocks = {
    RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(300)),
    RandomRows.encode(RandomRows.FEATURES, new RandomRows(2).next(1)),
    RandomRows.encode(RandomRows.FEATURES, new RandomRows(3).next(900)),
  };
  private final FeatureMap features = RandomRows.featureMap(RandomRows.FEATURES, blocks[0]);
  private final List<Feature> slots = FeatureMap.slots(features.features());
  private final KeyNumbers numbers = new KeyNumbers();
  private final SlotRows[] slotRows =
      Arrays.stream(blocks).map(this::slots).toArray(SlotRows[]::new);
  private final BatchAssembler assembler = new BatchAssembler(features, numbers);
  private final MiniBatch batch = new MiniBatch(features.layout());

  @Test
  void scatteredRowsAgreeWithTheReferenceWhileBuffersAreReused() {
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      int count = random.nextInt(round % 2 == 0 ? 700 : 20);
      int[] block = new int[count + 3];
      int[] row = new int[count + 3];
      for (int i = 0; i < block.length; i++) {
        block[i] = random.nextInt(3);
        row[i] = random.nextInt(blocks[block[i]].size());
      }
      assembler.assemble(slotRows, block, row, 2, 2 + count, batch);
      assertAgrees(block, row, 2, 2 + count);
    }
  }

  @Test
  void consecutiveRowsAreTheSameAsScatteredOnes() {
    int[] row = new int[200];
    for (int i = 0; i < row.length; i++) {
      row[i] = 40 + i;
    }
    assembler.assemble(slotRows[0], 40, 240, batch);
    assertAgrees(new int[200], row, 0, 200);
  }

  @Test
  void anEmptyBatchHasNothing() {
    assembler.assemble(slotRows[0], 3, 3, batch);
    assertThat(batch.size).isZero();
    assertThat(batch.uniqueRows).isZero();
    assertThat(batch.bagOffsets[0]).isZero();
  }

  private SlotRows slots(EncodedRows rows) {
    return SlotRows.of(features.layout(), new SlotEncoder(features, numbers).encode(rows));
  }

  /** Compares with a plain map of boxed keys. */
  private void assertAgrees(int[] block, int[] row, int from, int to) {
    FeatureLayout layout = features.layout();
    Map<Long, Integer> numbers = new LinkedHashMap<>();
    List<Integer> singles = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    List<Integer> bagRows = new ArrayList<>();
    List<Float> bagFactors = new ArrayList<>();
    List<Integer> bagOffsets = new ArrayList<>(List.of(0));
    List<Float> labels = new ArrayList<>();
    for (int i = from; i < to; i++) {
      EncodedRows rows = blocks[block[i]];
      labels.add(rows.label(row[i]));
      for (int slot = 0; slot < layout.categories(); slot++) {
        singles.add(number(numbers, rows.key(row[i], slot)));
      }
      for (int slot = 0; slot < layout.numbers(); slot++) {
        double raw = rows.number(row[i], slot);
        FeatureStatistics statistics = statistics(slot);
        double z = (raw - statistics.mean()) / statistics.standardDeviation();
        long salt = FeatureKeys.columnSalt(slots.get(layout.categories() + slot).name());
        boolean missing = Double.isNaN(raw);
        values.add(missing ? 1f : (float) z);
        singles.add(
            number(numbers, missing ? FeatureKeys.missing(salt) : FeatureKeys.presence(salt)));
      }
      for (int bag = 0; bag < layout.bags(); bag++) {
        for (int k = rows.bagStart(row[i], bag); k < rows.bagEnd(row[i], bag); k++) {
          bagRows.add(number(numbers, rows.bagKey(k)));
          bagFactors.add(1f / (rows.bagEnd(row[i], bag) - rows.bagStart(row[i], bag)));
        }
        bagOffsets.add(bagRows.size());
      }
    }
    assertThat(batch.size).isEqualTo(to - from);
    assertThat(batch.uniqueRows).isEqualTo(numbers.size());
    assertThat(Arrays.copyOf(batch.keys, numbers.size()))
        .isEqualTo(numbers.keySet().stream().mapToLong(key -> key).toArray());
    assertThat(Arrays.copyOf(batch.singles, singles.size())).isEqualTo(ints(singles));
    assertThat(Arrays.copyOf(batch.bagRows, bagRows.size())).isEqualTo(ints(bagRows));
    assertThat(Arrays.copyOf(batch.bagOffsets, bagOffsets.size())).isEqualTo(ints(bagOffsets));
    for (int i = 0; i < bagFactors.size(); i++) {
      assertThat(batch.bagFactors[i]).isEqualTo(bagFactors.get(i));
    }
    for (int i = 0; i < values.size(); i++) {
      assertThat(batch.numbers[i]).isEqualTo(values.get(i));
    }
    for (int i = 0; i < labels.size(); i++) {
      assertThat(batch.labels[i]).isEqualTo(labels.get(i));
    }
  }

  private FeatureStatistics statistics(int numberSlot) {
    return features.fitOf(slots.get(features.layout().categories() + numberSlot)).statistics();
  }

  private static int number(Map<Long, Integer> numbers, long key) {
    return numbers.computeIfAbsent(key, k -> numbers.size());
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(i -> i).toArray();
  }
}
