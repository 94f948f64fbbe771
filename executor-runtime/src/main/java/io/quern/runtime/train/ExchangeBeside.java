package io.quern.runtime.train;

import io.quern.ps.PushStamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Exchanges the rows of one lane while the worker computes on the other. Batches alternate between
 * two lanes, and a thread works on the lane that is not computed on: it pushes the gradients of the
 * step before, then reads the next batch and pulls its rows.
 *
 * <p>One thread does it all, in that order, so the rows of a step have seen every push of the
 * worker but that of the step directly before: its staleness is one step, no more and, within a
 * run, no less. What the weights become is therefore a function of the batches, as in turn.
 */
final class ExchangeBeside implements BatchExchange {
  private static final int NONE = -1;
  private static final long SLICE_MILLIS = 100;

  private final Runnable alive;
  private final List<Thread> threads = new ArrayList<>(); // one, when it is first needed
  private final ExecutorService executor;
  private final List<Turn> turns;
  private StageTimes times = new StageTimes();
  private int given; // batches of the run given out
  private int toFetch;
  private int endBatch;
  private int pushed;

  /** Of the thread: whether a turn has not gone to its end. The worker meets its failure first. */
  private boolean broken;

  /**
   * @param name of the thread
   * @param alive is called now and then while the worker waits, and throws when it has to stop
   */
  ExchangeBeside(String name, Runnable alive, BatchLane even, BatchLane odd) {
    this.alive = alive;
    this.executor =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            });
    this.turns = List.of(new Turn(even), new Turn(odd));
  }

  @Override
  public void begin(int firstBatch, int end, StageTimes runTimes) {
    times = runTimes;
    given = 0;
    pushed = 0;
    toFetch = firstBatch;
    endBatch = end;
    turns.forEach(turn -> turn.start(false));
  }

  @Override
  public BatchLane next() throws InterruptedException {
    Turn turn = turns.get(given++ % turns.size());
    turn.await();
    return turn.lane;
  }

  @Override
  public void push(PushStamp stamp) {
    Turn turn = turns.get((given - 1) % turns.size());
    turn.stamp = stamp;
    turn.start(true);
    times.end(StepStage.PUSH);
  }

  @Override
  public int pushed() {
    return pushed;
  }

  @Override
  public void end() throws InterruptedException {
    for (int i = 0; i < turns.size(); i++) {
      turns.get((given + i) % turns.size()).await();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      while (thread.isAlive()) { // its calls end on the interrupt; it must not outlive the rows
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is done at a time on one lane: the push of its batch, the pull of its next one. */
  private final class Turn implements Runnable {
    private final BatchLane lane;
    private PushStamp stamp = new PushStamp(0, 0, 0, 0);
    private boolean pushes;
    private int batch = NONE;
    private Future<?> done = CompletableFuture.completedFuture(null);
    private long began;
    private long pushEnded;
    private long readEnded;
    private long pullEnded;

    Turn(BatchLane lane) {
      this.lane = lane;
    }

    void start(boolean withPush) {
      pushes = withPush;
      batch = toFetch < endBatch ? toFetch++ : NONE;
      done = executor.submit(this);
    }

    @Override
    public void run() {
      if (broken) {
        return;
      }
      broken = true;
      began = System.nanoTime();
      if (pushes) {
        lane.push(stamp);
      }
      pushEnded = System.nanoTime();
      if (batch != NONE) {
        lane.read(batch);
      }
      readEnded = System.nanoTime();
      if (batch != NONE) {
        lane.pull();
      }
      pullEnded = System.nanoTime();
      broken = false;
    }

    /** Waits for what was started last. */
    void await() throws InterruptedException {
      while (!isDone()) {
        alive.run();
      }
      pushed += pushes ? 1 : 0;
      times.endBeside(StepStage.PUSH, began, pushEnded);
      times.endBeside(StepStage.READ, pushEnded, readEnded);
      times.endBeside(StepStage.PULL, readEnded, pullEnded);
      times.end(StepStage.PULL);
    }

    private boolean isDone() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException(); // also where there is nothing to wait for
      }
      try {
        done.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw TrainFailure.rethrow(e.getCause());
      }
    }
  }
}
