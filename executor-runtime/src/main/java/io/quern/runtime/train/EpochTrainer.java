package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.PsClient;
import io.quern.ps.PushStamp;
import io.quern.runtime.data.SlotBlocks;
import java.util.List;

/**
 * The steps of an epoch on one worker: read a batch, pull its rows, compute gradients, cut them to
 * size, push them. Reuses all buffers; confined to the worker's thread.
 */
final class EpochTrainer implements AutoCloseable {
  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final BatchReader batches;
  private final BatchExchange exchange;
  private final Network network;
  private final FiniteCheck check;
  private final GradientClip clip;
  private long step;

  /**
   * @param clients of all servers: one, and a step does one thing after the other; or two, and what
   *     concerns the servers goes on in a thread beside computing. The caller closes them, later
   */
  EpochTrainer(
      WorkerPlan plan,
      WorkerIdentity self,
      SlotBlocks examples,
      List<PsClient> clients,
      Network network) {
    this.plan = plan;
    this.self = self;
    this.batches = new BatchReader(plan.features(), examples, plan.batchSize());
    this.exchange = exchange(clients, network.dense().size());
    this.network = network;
    this.check = plan.finiteCheck(self, network);
    this.clip = new GradientClip(plan.step(), network.dense());
  }

  private BatchExchange exchange(List<PsClient> clients, int denseSize) {
    List<BatchLane> lanes =
        clients.stream().map(client -> new BatchLane(plan, batches, denseSize, client)).toList();
    return lanes.size() == 1
        ? new ExchangeInTurn(lanes.get(0))
        : new ExchangeBeside(
            "quern-exchange-" + self.worker(), self.alive(), lanes.get(0), lanes.get(1));
  }

  /** Number of steps of an epoch. */
  int batches() {
    return batches.batches();
  }

  /**
   * Trains from a batch to the end of the epoch; the servers have applied all its steps then.
   *
   * @param afterStep is told, after every step, of the epoch so far
   */
  EpochScore train(int epoch, int firstBatch, StepListener afterStep) throws InterruptedException {
    batches.shuffle(plan.orderSeed(self.worker()), epoch);
    EpochScore score = new EpochScore(firstBatch, plan.metrics().threshold());
    StageTimes times = score.times();
    times.start();
    exchange.begin(firstBatch, batches.batches(), times);
    for (int index = firstBatch; index < batches.batches(); index++) {
      self.checkAlive();
      BatchLane lane = exchange.next();
      compute(epoch, index, lane, times);
      score.add(lane);
      times.end(StepStage.REPORT);
      exchange.push(new PushStamp(self.generation(), self.worker(), self.attempt(), step++));
      score.pushed(exchange.pushed());
      afterStep.onStep(score);
      times.end(StepStage.REPORT);
    }
    exchange.end();
    return score;
  }

  private void compute(int epoch, int index, BatchLane lane, StageTimes times) {
    MiniBatch batch = lane.batch;
    int rowValues = Math.multiplyExact(batch.uniqueRows, plan.network().rowWidth());
    long dropout = plan.dropoutSeed(self.worker(), epoch, index);
    network.train(batch, lane.rows(), lane.dense, dropout, lane.gradients);
    lane.dropPadding();
    times.end(StepStage.COMPUTE);
    check.step(epoch, index, batch, lane.rows(), rowValues, lane.dense, lane.gradients);
    clip.apply(lane.gradients, rowValues);
    times.end(StepStage.CHECK);
  }

  /** Stops an exchange that a failed epoch may have left under way. */
  @Override
  public void close() {
    exchange.close();
  }

  /** Told of every step. */
  @FunctionalInterface
  interface StepListener {
    void onStep(EpochScore soFar) throws InterruptedException;
  }

  /** How far an epoch is, and what its predictions were worth. Confined to one thread. */
  static final class EpochScore {
    private final int firstBatch;
    private final TrainingScores scores;
    private final StageTimes times = new StageTimes();
    private int pushed;

    private EpochScore(int firstBatch, double threshold) {
      this.firstBatch = firstBatch;
      this.scores = new TrainingScores(threshold);
    }

    private void add(BatchLane lane) {
      scores.add(lane.batch, lane.gradients);
    }

    private void pushed(int steps) {
      pushed = steps;
    }

    /** Batches of the epoch that need no repeating: applied, earlier attempts' included. */
    int batches() {
      return firstBatch + pushed;
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
