package io.quern.runtime.train;

import io.quern.ps.PushStamp;

/** Read, pull, compute, push, one after the other: every pull sees all pushes before it. */
final class ExchangeInTurn implements BatchExchange {
  private final BatchLane lane;
  private StageTimes times = new StageTimes();
  private int next;
  private int pushed;

  ExchangeInTurn(BatchLane lane) {
    this.lane = lane;
  }

  @Override
  public void begin(int firstBatch, int endBatch, StageTimes runTimes) {
    times = runTimes;
    next = firstBatch;
    pushed = 0;
  }

  @Override
  public BatchLane next() {
    lane.read(next++);
    times.end(StepStage.READ);
    lane.pull();
    times.end(StepStage.PULL);
    return lane;
  }

  @Override
  public void push(PushStamp stamp) {
    lane.push(stamp);
    pushed++;
    times.end(StepStage.PUSH);
  }

  @Override
  public int pushed() {
    return pushed;
  }

  @Override
  public void end() {
    // Nothing is under way between two calls.
  }

  @Override
  public void close() {
    // Nothing is under way between two calls.
  }
}
