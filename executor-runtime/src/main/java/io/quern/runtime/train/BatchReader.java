package io.quern.runtime.train;

import io.quern.model.feature.FeatureMap;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import io.quern.runtime.data.EncodedBlocks;
import io.quern.runtime.data.RowOrder;

/**
 * Cuts a worker's rows into batches of nearly equal size, none above the size asked for: a last
 * batch of a few rows would be a step on noise. Reuses one batch; confined to one thread.
 */
final class BatchReader {
  private final EncodedBlocks rows;
  private final RowOrder order;
  private final BatchAssembler assembler;
  private final MiniBatch batch;
  private final int batches;
  private final int[] block;
  private final int[] row;

  BatchReader(FeatureMap features, EncodedBlocks rows, int batchSize) {
    this.rows = rows;
    this.order = new RowOrder(rows);
    this.assembler = new BatchAssembler(features);
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

  /** A key of example {@code example} of the batch last read, as encoded. */
  long key(int example, int place) {
    return rows.blocks()[block[example]].key(row[example], place);
  }

  /** The first row of batch {@code index}. */
  int start(int index) {
    return (int) ((long) rows.size() * index / Math.max(1, batches));
  }
}
