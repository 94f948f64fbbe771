package io.quern.runtime.train;

import io.quern.model.metric.ExactAuc;
import io.quern.model.metric.LogLoss;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.PsClient;
import io.quern.ps.SparseRows;
import io.quern.runtime.data.EncodedBlocks;

/**
 * Scores a worker's held-out rows with the current weights; keys that training has not seen read as
 * zero rows, as in PREDICT. Confined to the worker's thread.
 */
final class Validator {
  /** Rows whose scores travel together; bounds a message to a few megabytes. */
  private static final int PART_ROWS = 1 << 18;

  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final BatchReader batches;
  private final PsClient servers;
  private final Network network;
  private final float[] dense;
  private float[] rows = new float[0];
  private float[] probabilities = new float[0];

  Validator(
      WorkerPlan plan, WorkerIdentity self, EncodedBlocks rows, PsClient servers, Network network) {
    this.plan = plan;
    this.self = self;
    this.batches = new BatchReader(plan.features(), rows, plan.batchSize());
    this.servers = servers;
    this.network = network;
    this.dense = new float[network.dense().size()];
  }

  /**
   * @param scores receives the scores in parts
   * @return the loss over all of them
   */
  LogLoss validate(ScoreSink scores) throws InterruptedException {
    servers.pullDense(dense);
    LogLoss loss = new LogLoss();
    ExactAuc part = new ExactAuc();
    int parts = 0;
    int partRows = 0;
    for (int index = 0; index < batches.batches(); index++) {
      self.checkAlive();
      MiniBatch batch = predict(index);
      for (int i = 0; i < batch.size; i++) {
        boolean positive = batch.labels[i] == 1;
        loss.add(probabilities[i], positive);
        part.add(probabilities[i], positive);
      }
      partRows += batch.size;
      if (partRows >= PART_ROWS || index == batches.batches() - 1) {
        scores.accept(parts++, part);
        part = new ExactAuc();
        partRows = 0;
      }
    }
    return loss;
  }

  /** Takes scores in parts. */
  @FunctionalInterface
  interface ScoreSink {
    /**
     * @param part 0-based
     */
    void accept(int part, ExactAuc scores) throws InterruptedException;
  }

  private MiniBatch predict(int index) {
    MiniBatch batch = batches.read(index);
    int length = Math.multiplyExact(batch.uniqueRows, plan.network().rowWidth());
    if (rows.length < length) {
      rows = new float[length];
    }
    if (probabilities.length < batch.size) {
      probabilities = new float[batch.size];
    }
    servers.read(new SparseRows(ServerPlan.FEATURES, batches.keys(), batch.uniqueRows, rows));
    network.predict(batch, rows, dense, probabilities);
    requireFinite(batch.size);
    return batch;
  }

  private void requireFinite(int size) {
    for (int i = 0; i < size; i++) {
      if (Float.isNaN(probabilities[i])) {
        throw Divergence.of("A prediction of the validation is NaN on worker " + self.worker());
      }
    }
  }
}
