package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.ps.Occurrences;
import io.quern.ps.ParameterServer;
import io.quern.ps.PsClient;
import io.quern.ps.PsCounters;
import io.quern.runtime.data.SlotBlocks;
import io.quern.runtime.train.EpochTrainer.EpochScore;
import java.util.List;
import java.util.Map;

/**
 * Some steps of a worker, timed: the rows are in the table before, as in the epochs after the first
 * one; the first steps, in which code is compiled and TensorFlow plans, are not counted. Confined
 * to one thread.
 */
final class Trial {
  private static final long FILLING = 1_500_000_000L;
  private static final Span WARMING_UP = new Span(3, 3_000, 800_000_000L);
  private static final Span MEASURED = new Span(5, 3_000, 1_200_000_000L);

  private final WorkerPlan plan;
  private final WorkerIdentity self;
  private final SlotBlocks examples;
  private final ParameterServer server;
  private final PsClient client;
  private final Network network;
  private int epoch;
  private double insertNanos;
  private long pulledToInsert;

  Trial(
      WorkerPlan plan,
      WorkerIdentity self,
      SlotBlocks examples,
      ParameterServer server,
      PsClient client,
      Network network) {
    this.plan = plan;
    this.self = self;
    this.examples = examples;
    this.server = server;
    this.client = client;
    this.network = network;
  }

  /** How long steps go on: so many nanoseconds, but no fewer steps and no more than that. */
  private record Span(int fewest, int most, long nanos) {}

  /** Thrown out of an epoch that has served its purpose. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough steps", null, false, false);
    }
  }

  /**
   * What was measured; nanoseconds, of a step.
   *
   * @param insert of a new row
   * @param grown bytes by which the process grew, the tables' apart
   */
  record Steps(
      long count,
      double batch,
      double read,
      double compute,
      double exchange,
      double uniqueRows,
      double insert,
      double grown) {}

  /**
   * @param memory bytes that the server is filled to
   * @param resident of the process before there was a network
   */
  Steps run(long memory, long resident) throws InterruptedException {
    fill(memory);
    long inserted = server.counters().rows();
    try (EpochTrainer trainer = new EpochTrainer(plan, self, examples, List.of(client), network)) {
      steps(trainer, WARMING_UP);
      PsCounters.Worker before = pulls();
      Measured measured = steps(trainer, MEASURED);
      PsCounters.Worker after = pulls();
      long grown = ResidentMemory.bytes() - resident - server.counters().bytes();
      double pulled = (double) (after.rowsPulled() - before.rowsPulled()) / measured.count;
      double pull = measured.stage("pull");
      double insert = (insertNanos - pulledToInsert * pull / pulled) / Math.max(1, inserted);
      return new Steps(
          measured.count,
          (double) measured.rows / measured.count,
          measured.stage("read"),
          measured.stage("compute") + measured.stage("check") + measured.stage("report"),
          pull + measured.stage("push"),
          pulled,
          Math.max(0, insert),
          resident == 0 ? 0 : Math.max(0, grown));
    }
  }

  /** Of all tables; the trial is the server's only worker. */
  private PsCounters.Worker pulls() {
    return server.counters().workers().get(0);
  }

  private void fill(long memory) {
    BatchReader batches = new BatchReader(plan.features(), examples, plan.batchSize());
    batches.shuffle(plan.orderSeed(self.worker()), epoch++);
    MiniBatch batch = batches.newBatch();
    BatchRows rows = BatchRows.of(plan.tables());
    RowOccurrences occurrences = new RowOccurrences();
    long end = System.nanoTime() + FILLING;
    for (int index = 0; index < batches.batches(); index++) {
      if (System.nanoTime() > end || server.counters().bytes() > memory) {
        return;
      }
      self.checkAlive();
      batches.read(index, batch);
      Occurrences seen = plan.countsOccurrences() ? occurrences.of(batch) : Occurrences.ONCE;
      long began = System.nanoTime();
      rows.pull(client, batch, seen);
      insertNanos += System.nanoTime() - began;
      pulledToInsert += batch.uniqueRows;
    }
  }

  private Measured steps(EpochTrainer trainer, Span span) throws InterruptedException {
    Measured measured = new Measured(span);
    while (!measured.isOver()) {
      try {
        measured.end(trainer.train(epoch++, 0, measured::step));
      } catch (Enough e) {
        measured.end(measured.current);
      }
    }
    return measured;
  }

  /** Steps of several epochs. */
  private static final class Measured {
    private final Span span;
    private final long began = System.nanoTime();
    private final StageTimes times = new StageTimes();
    private EpochScore current;
    private long count;
    private long rows;

    Measured(Span span) {
      this.span = span;
    }

    void step(EpochScore soFar) {
      current = soFar;
      count++;
      if (isOver()) {
        throw new Enough();
      }
    }

    void end(EpochScore score) {
      times.merge(score.times());
      rows += score.scores().rows();
    }

    boolean isOver() {
      return count >= span.most
          || (count >= span.fewest && System.nanoTime() - began >= span.nanos);
    }

    /** Nanoseconds of a step. */
    double stage(String name) {
      Map<String, Double> seconds = times.seconds();
      return seconds.get(name) * 1e9 / count;
    }
  }
}
