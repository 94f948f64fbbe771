package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one server knows of one worker: which of its pushes are applied, and its counters.
 *
 * <p>Pushes of a worker go through one at a time ({@code synchronized} on this object), so that a
 * repeated push waits for the original and is acknowledged only once that is applied.
 */
final class WorkerLog {
  private final int worker;
  private final LongAdder pulls = new LongAdder();
  private final LongAdder rowsPulled = new LongAdder();
  private int attempt;
  private long lastStep = -1;
  private long pushes;
  private long rowsPushed;
  private RuntimeException failure;

  WorkerLog(int worker) {
    this.worker = worker;
  }

  /**
   * Whether the push is to be applied; false for one that is applied already.
   *
   * @throws QuernException {@code CLUSTER} when a newer attempt of the worker was seen
   */
  synchronized boolean admits(PushStamp stamp) {
    if (stamp.attempt() < attempt) {
      throw new QuernException(
          ErrorCode.CLUSTER,
          "Push of worker %d, attempt %d was refused: attempt %d has replaced it"
              .formatted(worker, stamp.attempt(), attempt));
    }
    if (failure != null) {
      throw failure;
    }
    if (stamp.attempt() > attempt) {
      attempt = stamp.attempt();
      lastStep = -1;
    }
    return stamp.step() > lastStep;
  }

  synchronized void applied(PushStamp stamp, long rows) {
    lastStep = stamp.step();
    pushes++;
    rowsPushed += rows;
  }

  /** A push that failed half-way can neither be repeated nor skipped: the worker is refused. */
  synchronized void failed(RuntimeException cause) {
    failure = cause;
  }

  void pulled(long rows) {
    pulls.increment();
    rowsPulled.add(rows);
  }

  synchronized PsCounters.Worker counters() {
    return new PsCounters.Worker(worker, pulls.sum(), rowsPulled.sum(), pushes, rowsPushed);
  }
}
