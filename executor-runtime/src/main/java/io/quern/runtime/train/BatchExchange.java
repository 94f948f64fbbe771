package io.quern.runtime.train;

import io.quern.ps.PushStamp;

/**
 * How the batches of a worker's steps get their rows, and where their gradients go: one after the
 * other with computing, or beside it. Confined to the worker's thread.
 *
 * <p>Failures of reading, pulling and pushing are thrown as they were, by whichever method notices.
 */
sealed interface BatchExchange extends AutoCloseable permits ExchangeInTurn, ExchangeBeside {
  /**
   * Begins a run of steps.
   *
   * @param firstBatch of the run
   * @param endBatch behind its last one
   * @param times to which the run's reading, pulling, pushing and waiting is added
   */
  void begin(int firstBatch, int endBatch, StageTimes times);

  /** The run's next batch, read and with its rows; the caller's until {@link #push}. */
  BatchLane next() throws InterruptedException;

  /** Sends the gradients of the batch that {@link #next} gave last. */
  void push(PushStamp stamp);

  /** Steps of the run whose gradients all servers are known to have applied. */
  int pushed();

  /** Ends a run after its last step: all its gradients are applied then. */
  void end() throws InterruptedException;

  /** Stops whatever goes on; it has ended on return. */
  @Override
  void close();
}
