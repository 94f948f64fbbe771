package io.quern.runtime.train;

import io.quern.model.metric.AucHistogram;
import io.quern.model.metric.LogLoss;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.PushStamp;
import io.quern.ps.SparseRows;
import io.quern.runtime.data.EncodedBlocks;
import io.quern.runtime.data.Mix;
import java.util.List;

/**
 * The steps of an epoch on one worker: read a batch, pull its rows, compute gradients, push them.
 * Reuses all buffers; confined to the worker's thread.
 */
final class EpochTrainer {
  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final BatchReader batches;
  private final PsClient servers;
  private final Network network;
  private final Gradients gradients = new Gradients();
  private final RowOccurrences occurrences = new RowOccurrences();
  private final float[] dense;
  private float[] rows = new float[0];
  private long step;

  EpochTrainer(
      WorkerPlan plan, WorkerIdentity self, EncodedBlocks rows, PsClient servers, Network network) {
    this.plan = plan;
    this.self = self;
    this.batches = new BatchReader(plan.features(), rows, plan.batchSize());
    this.servers = servers;
    this.network = network;
    this.dense = new float[network.dense().size()];
  }

  /** Number of steps of an epoch. */
  int batches() {
    return batches.batches();
  }

  /**
   * Trains from a batch to the end of the epoch.
   *
   * @param afterStep is told, after every step, of the epoch so far
   */
  EpochScore train(int epoch, int firstBatch, StepListener afterStep) throws InterruptedException {
    batches.shuffle(Mix.of(plan.seed()) + self.worker(), epoch);
    EpochScore score = new EpochScore(firstBatch);
    for (int index = firstBatch; index < batches.batches(); index++) {
      self.checkAlive();
      MiniBatch batch = batches.read(index);
      step(epoch, index, batch);
      score.add(batch, gradients);
      afterStep.onStep(score);
    }
    return score;
  }

  private void step(int epoch, int index, MiniBatch batch) {
    SparseRows pulled = pull(batch);
    servers.pullDense(dense);
    network.train(batch, pulled.values(), dense, dropoutSeed(epoch, index), gradients);
    requireFinite(epoch, index);
    servers.push(
        new PushStamp(self.generation(), self.worker(), self.attempt(), step++),
        List.of(
            new SparseRows(
                ServerPlan.FEATURES,
                pulled.keys(),
                pulled.count(),
                gradients.rows,
                pulled.occurrences())),
        gradients.dense);
  }

  private SparseRows pull(MiniBatch batch) {
    int length = Math.multiplyExact(batch.uniqueRows, plan.network().rowWidth());
    if (rows.length < length) {
      rows = new float[length];
    }
    Occurrences seen = plan.countsOccurrences() ? occurrences.of(batch) : Occurrences.ONCE;
    SparseRows wanted =
        new SparseRows(ServerPlan.FEATURES, batches.keys(), batch.uniqueRows, rows, seen);
    servers.pull(wanted);
    return wanted;
  }

  private long dropoutSeed(int epoch, int index) {
    return Mix.of(Mix.of(Mix.of(plan.seed() + self.worker()) + epoch) + index);
  }

  private void requireFinite(int epoch, int index) {
    if (!Float.isFinite(gradients.loss)) {
      throw Divergence.of(
          "The loss is %s at step %d of epoch %d on worker %d"
              .formatted(gradients.loss, index + 1, epoch, self.worker()));
    }
  }

  /** Told of every step. */
  @FunctionalInterface
  interface StepListener {
    void onStep(EpochScore soFar) throws InterruptedException;
  }

  /** What the predictions made during an epoch's steps were worth. Confined to one thread. */
  static final class EpochScore {
    private final LogLoss loss = new LogLoss();
    private final AucHistogram auc = new AucHistogram();
    private int batches;
    private long rows;

    private EpochScore(int firstBatch) {
      this.batches = firstBatch;
    }

    private void add(MiniBatch batch, Gradients step) {
      loss.addMean(step.loss, batch.size);
      for (int i = 0; i < batch.size; i++) {
        auc.add(step.probabilities[i], batch.labels[i] == 1);
      }
      rows += batch.size;
      batches++;
    }

    /** Batches of the epoch behind the worker, earlier attempts' included. */
    int batches() {
      return batches;
    }

    /** Rows of this attempt. */
    long rows() {
      return rows;
    }

    LogLoss loss() {
      return loss;
    }

    AucHistogram auc() {
      return auc;
    }
  }
}
