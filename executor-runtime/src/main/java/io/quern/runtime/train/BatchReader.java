package io.quern.runtime.train;

import io.quern.model.feature.FeatureMap;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import io.quern.runtime.data.RowOrder;
import io.quern.runtime.data.SlotBlocks;

/**
 * Cuts a worker's rows into batches of nearly equal size, none above the size asked for: a last
 * batch of a few rows would be a step on noise. Reuses one batch; confined to one thread.
 */
final class BatchReader {
  private final SlotBlocks rows;
  private final RowOrder order;
  private final BatchAssembler assembler;
  private final MiniBatch batch;
  private final int batches;
  private final int[] block;
  private final int[] row;

  BatchReader(FeatureMap features, SlotBlocks rows, int batchSize) {
    this.rows = rows;
    this.order = new RowOrder(rows);
    this.assembler = new BatchAssembler(features, rows.keys());
    this.batch = new MiniBatch(features.layout());
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

  /** Reads batch {@code index} of the pass; valid until the next call. */
  MiniBatch read(int index) {
    int from = start(index);
    int to = start(index + 1);
    order.locate(from, to, block, row);
    assembler.assemble(rows.blocks(), block, row, 0, to - from, batch);
    return batch;
  }

  /** The distinct keys of the batch last read; the first {@code uniqueRows} are in use. */
  long[] keys() {
    return assembler.keys();
  }

  /** The first row of batch {@code index}. */
  int start(int index) {
    return (int) ((long) rows.size() * index / Math.max(1, batches));
  }
}
