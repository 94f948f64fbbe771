package io.quern.cli.engine;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkContext;

/**
 * Work of one thread that another one may stop: its Spark jobs are cancelled and the thread is
 * interrupted. Made and ended on the thread that works; thread-safe otherwise.
 */
public final class RunningWork {
  private final Thread thread = Thread.currentThread();
  private final String jobGroup = "quern-cli-" + UUID.randomUUID();
  private Optional<SparkContext> context = Optional.empty();
  private boolean cancelled;
  private boolean ended;

  /** From here on, the thread's Spark jobs form a group of their own. */
  public synchronized void enter(SparkContext context) {
    this.context = Optional.of(requireNonNull(context, "context is null"));
    context.setJobGroup(jobGroup, "quern", true);
  }

  /** Stops it, if it has not ended; returns at once. */
  public synchronized void cancel() {
    if (!ended) {
      cancelled = true;
      context.ifPresent(spark -> spark.cancelJobGroupAndFutureJobs(jobGroup));
      thread.interrupt();
    }
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The work is over; nothing of a cancellation reaches what the thread does next. */
  public synchronized void end() {
    ended = true;
    context.ifPresent(SparkContext::clearJobGroup);
    boolean ignored = Thread.interrupted();
  }
}
