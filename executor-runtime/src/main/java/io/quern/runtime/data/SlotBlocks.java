package io.quern.runtime.data;

import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotRows;
import java.util.List;

/**
 * Slot rows in several blocks, numbered through from 0. Immutable; the blocks are views of the
 * cache they come from.
 */
public final class SlotBlocks {
  /** Rows are looked up by their block with so many neighbours: blocks have hundreds of rows. */
  private static final int NEIGHBOURS_SHIFT = 8;

  private final KeyNumbers keys;
  private final SlotRows[] blocks;
  private final int[] firstRow;

  /** By group of neighbours the block that holds the first of them. */
  private final int[] firstBlock;

  private final int size;

  private SlotBlocks(KeyNumbers keys, List<SlotRows> blocks) {
    this.keys = keys;
    this.blocks = blocks.stream().filter(block -> block.size() > 0).toArray(SlotRows[]::new);
    this.firstRow = new int[this.blocks.length];
    int rows = 0;
    for (int block = 0; block < this.blocks.length; block++) {
      firstRow[block] = rows;
      rows = Math.addExact(rows, this.blocks[block].size());
    }
    this.size = rows;
    this.firstBlock = new int[(rows >>> NEIGHBOURS_SHIFT) + 1];
    int block = 0;
    for (int group = 0; group < firstBlock.length; group++) {
      block = blockFrom(block, group << NEIGHBOURS_SHIFT);
      firstBlock[group] = block;
    }
  }

  /**
   * The blocks' rows, one block after the other.
   *
   * @param keys that the rows have by number
   * @throws ArithmeticException when they are more than an int can count
   */
  public static SlotBlocks of(KeyNumbers keys, List<SlotRows> blocks) {
    return new SlotBlocks(keys, blocks);
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** What the rows' keys are numbered by. */
  public KeyNumbers keys() {
    return keys;
  }

  /** The blocks themselves; not to be changed. */
  public SlotRows[] blocks() {
    return blocks;
  }

  /** The block that holds row {@code index}. */
  int blockOf(int index) {
    return blockFrom(firstBlock[index >>> NEIGHBOURS_SHIFT], index);
  }

  private int blockFrom(int block, int index) {
    int found = block;
    while (found + 1 < firstRow.length && firstRow[found + 1] <= index) {
      found++;
    }
    return found;
  }

  /** The place of row {@code index} within block {@code block}. */
  int rowWithin(int block, int index) {
    return index - firstRow[block];
  }
}
