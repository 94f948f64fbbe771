package io.quern.runtime.data;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import java.util.Arrays;

/** Slot rows without a cache. */
public final class SlotRowsOf {
  private SlotRowsOf() {}

  /** One block for each of {@code rows}. */
  public static SlotBlocks encoded(FeatureMap features, EncodedRows... rows) {
    KeyNumbers keys = new KeyNumbers();
    SlotEncoder encoder = new SlotEncoder(features, keys);
    return SlotBlocks.of(
        keys,
        Arrays.stream(rows)
            .map(block -> SlotRows.of(features.layout(), encoder.encode(block)))
            .toList());
  }
}
