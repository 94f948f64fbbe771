package io.quern.model.network;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureStatistics;
import java.util.Arrays;

/**
 * Gathers rows into a mini-batch: every distinct key once, indices in its place. Distinct keys are
 * numbered in the order of first sight, rows one after the other, so the same rows always give the
 * same batch. Reuses its memory and the batch's; confined to one thread.
 */
public final class BatchAssembler {
  private static final int UNSEEN = -1;

  private final FeatureLayout layout;
  private final FeatureStatistics[] numbers;
  private final KeyIndex index = new KeyIndex();

  /**
   * By number slot, the unique rows of its presence and of its missing key in the current batch, or
   * {@link #UNSEEN}: two keys that nearly every example has, found without a search.
   */
  private final int[] presentRows;

  private final int[] missingRows;

  public BatchAssembler(FeatureMap features) {
    this.layout = features.layout();
    this.numbers = features.numberStatistics().toArray(FeatureStatistics[]::new);
    this.presentRows = new int[numbers.length];
    this.missingRows = new int[numbers.length];
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
    Arrays.fill(missingRows, UNSEEN);
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
    out.labels[example] = rows.label(row);
    int single = example * layout.singles();
    for (int slot = 0; slot < layout.categories(); slot++) {
      out.singles[single + slot] = index.number(rows.key(row, slot));
    }
    addNumbers(rows, row, example, out);
    addBags(rows, row, example, out);
  }

  private void addNumbers(EncodedRows rows, int row, int example, MiniBatch out) {
    int categories = layout.categories();
    int single = example * layout.singles() + categories;
    int first = example * layout.numbers();
    for (int slot = 0; slot < numbers.length; slot++) {
      double value = rows.number(row, slot);
      boolean missing = Double.isNaN(value);
      int[] known = missing ? missingRows : presentRows;
      if (known[slot] == UNSEEN) {
        known[slot] = index.number(rows.key(row, categories + slot));
      }
      out.singles[single + slot] = known[slot];
      out.numbers[first + slot] = missing ? 1 : (float) numbers[slot].standardise(value);
    }
  }

  private void addBags(EncodedRows rows, int row, int example, MiniBatch out) {
    int first = example * layout.bags();
    for (int bag = 0; bag < layout.bags(); bag++) {
      int target = out.bagOffsets[first + bag];
      int start = rows.bagStart(row, bag);
      int length = rows.bagEnd(row, bag) - start;
      if (out.bagRows.length < target + length) {
        out.bagRows = Arrays.copyOf(out.bagRows, Math.max(target + length, 2 * target));
      }
      for (int i = 0; i < length; i++) {
        out.bagRows[target + i] = index.number(rows.bagKey(start + i));
      }
      out.bagOffsets[first + bag + 1] = target + length;
    }
  }

  private static int[] ofLength(int[] array, int length) {
    return array.length < length ? new int[length] : array;
  }
}
