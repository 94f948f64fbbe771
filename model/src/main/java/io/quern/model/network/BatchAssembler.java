package io.quern.model.network;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;
import java.util.Arrays;

/**
 * Gathers rows into a mini-batch: every distinct key once, indices in its place. Distinct keys are
 * numbered in the order of first sight, rows one after the other, so the same rows always give the
 * same batch. Reuses its memory and the batch's; confined to one thread.
 */
public final class BatchAssembler {
  private static final int UNSEEN = -1;

  private final FeatureLayout layout;
  private final SlotReader slots;
  private final KeyIndex index = new KeyIndex();

  /** By number slot, the key that nearly every example has. */
  private final long[] presenceKeys;

  /**
   * By number slot, the unique row of that key in the current batch, or {@link #UNSEEN}: found
   * without a search.
   */
  private final int[] presentRows;

  private final boolean[] maxPooled;

  public BatchAssembler(FeatureMap features) {
    this.layout = features.layout();
    this.slots = new SlotReader(features);
    this.presenceKeys = slots.presenceKeys();
    this.presentRows = new int[presenceKeys.length];
    this.maxPooled = slots.maxPooled();
  }

  /**
   * Fills {@code out} with examples {@code from} (inclusive) to {@code to} (exclusive), of which
   * example i is row {@code row[i]} of {@code blocks[block[i]]}.
   */
  public void assemble(
      EncodedRows[] blocks, int[] block, int[] row, int from, int to, MiniBatch out) {
    begin(to - from, out);
    for (int i = from; i < to; i++) {
      add(blocks[block[i]], row[i], i - from, out);
    }
    out.uniqueRows = index.size();
  }

  /** Fills {@code out} with the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public void assemble(EncodedRows rows, int from, int to, MiniBatch out) {
    begin(to - from, out);
    for (int row = from; row < to; row++) {
      add(rows, row, row - from, out);
    }
    out.uniqueRows = index.size();
  }

  /**
   * The distinct keys of the last batch by number; the first {@code uniqueRows} are in use, until
   * the next batch.
   */
  public long[] keys() {
    return index.keys();
  }

  private void begin(int size, MiniBatch out) {
    index.clear();
    Arrays.fill(presentRows, UNSEEN);
    System.arraycopy(maxPooled, 0, out.maxPooled, 0, maxPooled.length);
    out.size = size;
    out.singles = ofLength(out.singles, Math.multiplyExact(size, layout.singles()));
    out.bagOffsets = ofLength(out.bagOffsets, Math.multiplyExact(size, layout.bags()) + 1);
    out.bagOffsets[0] = 0;
    int numberCount = Math.multiplyExact(size, layout.numbers());
    if (out.numbers.length < numberCount) {
      out.numbers = new float[numberCount];
    }
    if (out.labels.length < size) {
      out.labels = new float[size];
    }
  }

  private void add(EncodedRows rows, int row, int example, MiniBatch out) {
    slots.read(rows, row);
    out.labels[example] = rows.label(row);
    int single = example * layout.singles();
    for (int slot = 0; slot < layout.categories(); slot++) {
      out.singles[single + slot] = index.number(slots.singles[slot]);
    }
    addNumbers(example, out);
    addBags(example, out);
  }

  private void addNumbers(int example, MiniBatch out) {
    int categories = layout.categories();
    int single = example * layout.singles() + categories;
    int first = example * layout.numbers();
    for (int slot = 0; slot < presentRows.length; slot++) {
      out.singles[single + slot] = numberRow(slot, slots.singles[categories + slot]);
      out.numbers[first + slot] = slots.factors[slot];
    }
  }

  private int numberRow(int slot, long key) {
    if (key != presenceKeys[slot]) {
      return index.number(key);
    }
    if (presentRows[slot] == UNSEEN) {
      presentRows[slot] = index.number(key);
    }
    return presentRows[slot];
  }

  private void addBags(int example, MiniBatch out) {
    int bags = layout.bags();
    if (bags == 0) {
      return;
    }
    int first = example * bags;
    int target = out.bagOffsets[first];
    int length = slots.bagOffsets[bags];
    out.reserveElements(target, target + length);
    for (int i = 0; i < length; i++) {
      out.bagRows[target + i] = index.number(slots.bagKeys[i]);
    }
    System.arraycopy(slots.bagFactors, 0, out.bagFactors, target, length);
    for (int bag = 1; bag <= bags; bag++) {
      out.bagOffsets[first + bag] = target + slots.bagOffsets[bag];
    }
  }

  private static int[] ofLength(int[] array, int length) {
    return array.length < length ? new int[length] : array;
  }
}
