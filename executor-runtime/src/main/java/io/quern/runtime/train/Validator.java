package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.PsClient;
import io.quern.runtime.data.SlotBlocks;

/**
 * Scores a worker's held-out rows with the current weights; keys that training has not seen read as
 * zero rows, as in PREDICT. Confined to the worker's thread.
 */
final class Validator {
  /** Rows whose scores travel together; bounds a message to about ten megabytes. */
  private static final int PART_ROWS = 1 << 18;

  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final BatchReader batches;
  private final PsClient servers;
  private final Network network;
  private final FiniteCheck check;
  private final long[] groups;
  private final MiniBatch batch;
  private final BatchRows rows;
  private final float[] dense;
  private float[] probabilities = new float[0];

  /**
   * @param groups by example the key that groups it; empty where none does
   */
  Validator(
      WorkerPlan plan,
      WorkerIdentity self,
      SlotBlocks examples,
      long[] groups,
      PsClient servers,
      Network network) {
    this.plan = plan;
    this.self = self;
    this.batches = new BatchReader(plan.features(), examples, plan.batchSize());
    this.servers = servers;
    this.network = network;
    this.groups = groups;
    this.check = plan.finiteCheck(self, network);
    this.batch = batches.newBatch();
    this.rows = BatchRows.of(plan.tables());
    this.dense = new float[network.dense().size()];
  }

  /**
   * @param epoch that has just been trained
   * @param sink receives the scores in parts
   */
  void validate(int epoch, ScoreSink sink) throws InterruptedException {
    servers.pullDense(dense);
    ValidationScores part = new ValidationScores(plan.metrics().threshold());
    int parts = 0;
    for (int index = 0; index < batches.batches(); index++) {
      self.checkAlive();
      predict(epoch, index);
      add(batches.start(index), part);
      if (part.rows() >= PART_ROWS || index == batches.batches() - 1) {
        sink.accept(parts++, part);
        part = new ValidationScores(plan.metrics().threshold());
      }
    }
  }

  private void add(int first, ValidationScores scores) {
    for (int i = 0; i < batch.size; i++) {
      boolean positive = batch.labels[i] == 1;
      scores.add(probabilities[i], positive);
      if (groups.length > 0) {
        addToGroup(groups[first + i], probabilities[i], positive, scores);
      }
    }
  }

  private void addToGroup(
      long group, float probability, boolean positive, ValidationScores scores) {
    if (group != plan.groups().missing()) {
      scores.addToGroup(group, probability, positive);
    }
  }

  /** Takes scores in parts. */
  @FunctionalInterface
  interface ScoreSink {
    /**
     * @param part 0-based
     */
    void accept(int part, ValidationScores scores) throws InterruptedException;
  }

  private void predict(int epoch, int index) {
    batches.read(index, batch);
    if (probabilities.length < batch.size) {
      probabilities = new float[batch.size];
    }
    float[] weights = rows.read(servers, batch);
    network.predict(batch, weights, dense, probabilities);
    check.predictions(epoch, batch, weights, dense, probabilities);
  }
}
