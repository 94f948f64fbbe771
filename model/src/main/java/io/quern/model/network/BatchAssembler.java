package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotReader;
import io.quern.model.feature.SlotRow;
import io.quern.model.feature.SlotRows;
import java.util.Arrays;

/**
 * Gathers rows into a mini-batch: every distinct key once, indices in its place. Distinct keys are
 * numbered in the order of first sight, rows one after the other, so the same rows always give the
 * same batch. Reuses its memory and the batch's; confined to one thread.
 */
public final class BatchAssembler {
  private static final int UNSEEN = -1;
  private static final int WINDOW = 32;

  private final FeatureLayout layout;
  private final KeyNumbers numbers;
  private final boolean[] maxPooled;

  /**
   * Rows are copied some at a time: their places in memory are far apart, and are waited for
   * together.
   */
  private final SlotRow[] window = new SlotRow[WINDOW];

  /** By a key's number its unique row in the current batch, or {@link #UNSEEN}. */
  private int[] uniqueRow = new int[0];

  /** By unique row the number of its key. */
  private int[] seen = new int[1024];

  private int size;

  /**
   * @param numbers that the rows' keys have
   */
  public BatchAssembler(FeatureMap features, KeyNumbers numbers) {
    this.layout = features.layout();
    this.numbers = numbers;
    this.maxPooled = new SlotReader(features).maxPooled();
    Arrays.setAll(window, i -> new SlotRow(layout));
  }

  /**
   * Fills {@code out} with examples {@code from} (inclusive) to {@code to} (exclusive), of which
   * example i is row {@code row[i]} of {@code blocks[block[i]]}.
   */
  public void assemble(SlotRows[] blocks, int[] block, int[] row, int from, int to, MiniBatch out) {
    begin(to - from, out);
    for (int at = from; at < to; at += WINDOW) {
      int count = Math.min(WINDOW, to - at);
      for (int i = 0; i < count; i++) {
        window[i].read(blocks[block[at + i]], row[at + i]);
      }
      for (int i = 0; i < count; i++) {
        add(blocks[block[at + i]], window[i], at + i - from, out);
      }
    }
    end(out);
  }

  /** Fills {@code out} with the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public void assemble(SlotRows rows, int from, int to, MiniBatch out) {
    begin(to - from, out);
    for (int row = from; row < to; row++) {
      window[0].read(rows, row);
      add(rows, window[0], row - from, out);
    }
    end(out);
  }

  private void begin(int examples, MiniBatch out) {
    for (int i = 0; i < size; i++) {
      uniqueRow[seen[i]] = UNSEEN;
    }
    size = 0;
    if (uniqueRow.length < numbers.size()) {
      uniqueRow = new int[numbers.size()];
      Arrays.fill(uniqueRow, UNSEEN);
    }
    System.arraycopy(maxPooled, 0, out.maxPooled, 0, maxPooled.length);
    out.size = examples;
    out.singles = ofLength(out.singles, Math.multiplyExact(examples, layout.singles()));
    out.bagOffsets = ofLength(out.bagOffsets, Math.multiplyExact(examples, layout.bags()) + 1);
    out.bagOffsets[0] = 0;
    int numberCount = Math.multiplyExact(examples, layout.numbers());
    if (out.numbers.length < numberCount) {
      out.numbers = new float[numberCount];
    }
    if (out.labels.length < examples) {
      out.labels = new float[examples];
    }
  }

  private void add(SlotRows rows, SlotRow source, int example, MiniBatch out) {
    out.labels[example] = source.label();
    int singles = layout.singles();
    int first = example * singles;
    reserve(singles);
    for (int slot = 0; slot < singles; slot++) {
      out.singles[first + slot] = uniqueRow(source.single(slot));
    }
    int factor = example * layout.numbers();
    for (int slot = 0; slot < layout.numbers(); slot++) {
      out.numbers[factor + slot] = source.factor(slot);
    }
    if (layout.bags() > 0) {
      addBags(rows, source, example, out);
    }
  }

  private void addBags(SlotRows rows, SlotRow source, int example, MiniBatch out) {
    int bags = layout.bags();
    int begin = source.bagStart(0);
    int length = source.bagStart(bags) - begin;
    int first = example * bags;
    int target = out.bagOffsets[first];
    out.reserveElements(target, target + length);
    reserve(length);
    for (int i = 0; i < length; i++) {
      out.bagRows[target + i] = uniqueRow(rows.element(begin + i));
      out.bagFactors[target + i] = rows.elementFactor(begin + i);
    }
    for (int bag = 1; bag <= bags; bag++) {
      out.bagOffsets[first + bag] = target + source.bagStart(bag) - begin;
    }
  }

  private void reserve(int more) {
    if (seen.length < size + more) {
      seen = Arrays.copyOf(seen, Math.max(size + more, 2 * seen.length));
    }
  }

  /** Of the key with that number; there must be room for a new one. */
  private int uniqueRow(int number) {
    int known = uniqueRow[number];
    if (known != UNSEEN) {
      return known;
    }
    seen[size] = number;
    uniqueRow[number] = size;
    return size++;
  }

  private void end(MiniBatch out) {
    out.uniqueRows = size;
    if (out.keys.length < size) {
      out.keys = new long[seen.length];
    }
    for (int i = 0; i < size; i++) {
      out.keys[i] = numbers.key(seen[i]);
    }
  }

  private static int[] ofLength(int[] array, int length) {
    return array.length < length ? new int[length] : array;
  }
}
