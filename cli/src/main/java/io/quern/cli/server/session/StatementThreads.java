package io.quern.cli.server.session;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that statements run on, and the clock that ends those that take too long. There are
 * enough threads for all sessions that may be open, so that nobody waits for somebody else's
 * statement to end. Thread-safe.
 */
final class StatementThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor clock;

  StatementThreads(int most) {
    threads =
        new ThreadPoolExecutor(
            0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named("statement"));
    clock = new ScheduledThreadPoolExecutor(1, named("timeout"));
    clock.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory named(String what) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "quern-server-" + what + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  void run(Runnable work) {
    threads.execute(work);
  }

  ScheduledFuture<?> after(Duration time, Runnable work) {
    return clock.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Statements have been stopped; waits for the last of them, but not for ever. */
  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
    try {
      boolean ignored = threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
