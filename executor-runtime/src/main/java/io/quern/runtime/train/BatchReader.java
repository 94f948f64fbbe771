package io.quern.runtime.train;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import io.quern.runtime.data.RowOrder;
import io.quern.runtime.data.SlotBlocks;

/**
 * Cuts a worker's rows into batches of nearly equal size, none above the size asked for: a last
 * batch of a few rows would be a step on noise. Used by one thread at a time.
 */
final class BatchReader {
  private final SlotBlocks rows;
  private final RowOrder order;
  private final FeatureLayout layout;
  private final BatchAssembler assembler;
  private final int batches;
  private final int[] block;
  private final int[] row;

  BatchReader(FeatureMap features, SlotBlocks rows, int batchSize) {
    this.rows = rows;
    this.layout = features.layout();
    this.order = new RowOrder(rows);
    this.assembler = new BatchAssembler(features, rows.keys());
    this.batches = -Math.floorDiv(-rows.size(), batchSize);
    this.block = new int[Math.min(batchSize, rows.size())];
    this.row = new int[block.length];
  }

  /** Number of batches of one pass. */
  int batches() {
    return batches;
  }

  /** Orders the rows anew, for this and the following passes. */
  void shuffle(long seed, int epoch) {
    order.shuffle(seed, epoch);
  }

  /** A batch to read into. */
  MiniBatch newBatch() {
    return new MiniBatch(layout);
  }

  /** Reads batch {@code index} of the pass. */
  void read(int index, MiniBatch batch) {
    int from = start(index);
    int to = start(index + 1);
    order.locate(from, to, block, row);
    assembler.assemble(rows.blocks(), block, row, 0, to - from, batch);
  }

  /** The first row of batch {@code index}. */
  int start(int index) {
    return (int) ((long) rows.size() * index / Math.max(1, batches));
  }
}
