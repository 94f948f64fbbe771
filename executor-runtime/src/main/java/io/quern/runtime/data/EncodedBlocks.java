package io.quern.runtime.data;

import io.quern.model.feature.EncodedRows;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows in several blocks, numbered through from 0. Immutable; the blocks are views of the
 * cache they come from.
 */
public final class EncodedBlocks {
  private final EncodedRows[] blocks;
  private final int[] firstRow;
  private final int size;

  private EncodedBlocks(List<EncodedRows> blocks) {
    this.blocks = blocks.stream().filter(block -> block.size() > 0).toArray(EncodedRows[]::new);
    this.firstRow = new int[this.blocks.length];
    int rows = 0;
    for (int block = 0; block < this.blocks.length; block++) {
      firstRow[block] = rows;
      rows = Math.addExact(rows, this.blocks[block].size());
    }
    this.size = rows;
  }

  /**
   * The blocks' rows, one block after the other.
   *
   * @throws ArithmeticException when they are more than an int can count
   */
  public static EncodedBlocks of(List<EncodedRows> blocks) {
    return new EncodedBlocks(blocks);
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** The blocks themselves; not to be changed. */
  public EncodedRows[] blocks() {
    return blocks;
  }

  /** The block that holds row {@code index}. */
  int blockOf(int index) {
    int found = Arrays.binarySearch(firstRow, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The place of row {@code index} within block {@code block}. */
  int rowWithin(int block, int index) {
    return index - firstRow[block];
  }
}
