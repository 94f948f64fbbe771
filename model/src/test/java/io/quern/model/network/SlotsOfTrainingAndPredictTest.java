package io.quern.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotReader;
import io.quern.model.feature.SlotRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a network is trained on is, bit for bit, what PREDICT makes of the same row. */
final class SlotsOfTrainingAndPredictTest {
  private static final FeatureSchema SCHEMA = RandomRows.TRANSFORMS;
  private static final FeatureLayout LAYOUT = SCHEMA.layout();

  @Test
  void keysAndFactorsAreTheSame() {
    for (int seed = 0; seed < 10; seed++) {
      EncodedRows training = RandomRows.encode(SCHEMA, new RandomRows(seed).next(SCHEMA, 300));
      FeatureMap trained = RandomRows.featureMap(SCHEMA, training);
      List<List<Object>> source = new ArrayList<>(new RandomRows(seed).next(SCHEMA, 100));
      source.addAll(new RandomRows(seed + 50).next(SCHEMA, 100));
      EncodedRows rows = RandomRows.encode(SCHEMA, source);
      KeyNumbers numbers = new KeyNumbers();
      SlotRows slots = SlotRows.of(LAYOUT, new SlotEncoder(trained, numbers).encode(rows));
      BatchAssembler assembler = new BatchAssembler(trained, numbers);
      MiniBatch batch = new MiniBatch(LAYOUT);
      assembler.assemble(slots, 0, slots.size(), batch);
      SlotReader predict = new SlotReader(FeatureMap.read(trained.files()::get));
      assertThat(batch.maxPooled).isEqualTo(predict.maxPooled());
      for (int row = 0; row < rows.size(); row++) {
        predict.read(EncodedRows.of(SCHEMA.encodedLayout(), rows.bytes()), row);
        assertSame(batch, batch.keys, row, predict);
      }
    }
  }

  private static void assertSame(MiniBatch batch, long[] keys, int row, SlotReader predict) {
    int singles = LAYOUT.singles();
    int numbers = LAYOUT.numbers();
    int bags = LAYOUT.bags();
    for (int slot = 0; slot < singles; slot++) {
      assertThat(keys[batch.singles[row * singles + slot]]).isEqualTo(predict.singles[slot]);
    }
    assertThat(Arrays.copyOfRange(batch.numbers, row * numbers, (row + 1) * numbers))
        .isEqualTo(predict.factors);
    int start = batch.bagOffsets[row * bags];
    for (int bag = 0; bag <= bags; bag++) {
      assertThat(batch.bagOffsets[row * bags + bag] - start).isEqualTo(predict.bagOffsets[bag]);
    }
    for (int i = 0; i < predict.bagOffsets[bags]; i++) {
      assertThat(keys[batch.bagRows[start + i]]).isEqualTo(predict.bagKeys[i]);
      assertThat(batch.bagFactors[start + i]).isEqualTo(predict.bagFactors[i]);
    }
  }
}
