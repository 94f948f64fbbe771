package io.quern.runtime.train;

import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.PushStamp;
import io.quern.runtime.data.SlotBlocks;

/**
 * The steps of an epoch on one worker: read a batch, pull its rows, compute gradients, cut them to
 * size, push them. Reuses all buffers; confined to the worker's thread.
 */
final class EpochTrainer {
  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final BatchReader batches;
  private final PsClient servers;
  private final Network network;
  private final ClassWeights weights;
  private final FiniteCheck check;
  private final GradientClip clip;
  private final Gradients gradients = new Gradients();
  private final RowOccurrences occurrences = new RowOccurrences();
  private final BatchRows rows;
  private final float[] dense;
  private long step;

  EpochTrainer(
      WorkerPlan plan,
      WorkerIdentity self,
      SlotBlocks examples,
      PsClient servers,
      Network network) {
    this.plan = plan;
    this.self = self;
    this.batches = new BatchReader(plan.features(), examples, plan.batchSize());
    this.servers = servers;
    this.network = network;
    this.weights = new ClassWeights((float) plan.step().positiveWeight());
    this.check = plan.finiteCheck(self, network);
    this.clip = new GradientClip(plan.step(), network.dense());
    this.rows = BatchRows.of(plan.tables());
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
    batches.shuffle(plan.orderSeed(self.worker()), epoch);
    EpochScore score = new EpochScore(firstBatch, plan.metrics().threshold());
    StageTimes times = score.times();
    times.start();
    for (int index = firstBatch; index < batches.batches(); index++) {
      self.checkAlive();
      MiniBatch batch = batches.read(index);
      weights.assign(batch);
      times.end(StepStage.READ);
      step(epoch, index, batch, times);
      score.add(batch, gradients);
      afterStep.onStep(score);
      times.end(StepStage.REPORT);
    }
    return score;
  }

  private void step(int epoch, int index, MiniBatch batch, StageTimes times) {
    int rowValues = Math.multiplyExact(batch.uniqueRows, plan.network().rowWidth());
    Occurrences seen = plan.countsOccurrences() ? occurrences.of(batch) : Occurrences.ONCE;
    float[] weights = rows.pull(servers, batch, batches.keys(), seen);
    servers.pullDense(dense);
    times.end(StepStage.PULL);
    long dropout = plan.dropoutSeed(self.worker(), epoch, index);
    network.train(batch, weights, dense, dropout, gradients);
    rows.dropPadding(gradients.rows);
    times.end(StepStage.COMPUTE);
    check.step(epoch, index, batch, weights, rowValues, dense, gradients);
    clip.apply(gradients, rowValues);
    times.end(StepStage.CHECK);
    servers.push(
        new PushStamp(self.generation(), self.worker(), self.attempt(), step++),
        rows.byTable(gradients.rows),
        gradients.dense);
    times.end(StepStage.PUSH);
  }

  /** Told of every step. */
  @FunctionalInterface
  interface StepListener {
    void onStep(EpochScore soFar) throws InterruptedException;
  }

  /** How far an epoch is, and what its predictions were worth. Confined to one thread. */
  static final class EpochScore {
    private final TrainingScores scores;
    private final StageTimes times = new StageTimes();
    private int batches;

    private EpochScore(int firstBatch, double threshold) {
      this.batches = firstBatch;
      this.scores = new TrainingScores(threshold);
    }

    private void add(MiniBatch batch, Gradients step) {
      scores.add(batch, step);
      batches++;
    }

    /** Batches of the epoch behind the worker, earlier attempts' included. */
    int batches() {
      return batches;
    }

    /** Of this attempt. */
    TrainingScores scores() {
      return scores;
    }

    /** Of this attempt. */
    StageTimes times() {
      return times;
    }
  }
}
