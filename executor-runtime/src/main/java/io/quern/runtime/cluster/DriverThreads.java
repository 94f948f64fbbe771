package io.quern.runtime.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon threads of one run in the driver. Each acts as the thread that opened this: same Spark
 * job group, tags and other local properties, same session and artifacts, same Hadoop user. Spark
 * jobs they submit carry the run's tag and are cancelled by {@link #cancelJobs}. Thread-safe.
 */
final class DriverThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DriverThreads.class);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

  private final SparkContext context;
  private final String runId;
  private final String jobTag;
  private final CallerIdentity identity;
  private final List<Thread> threads = new ArrayList<>(); // guarded by this

  DriverThreads(SparkContext context, String runId) {
    this.context = context;
    this.runId = runId;
    this.jobTag = "quern-" + runId;
    this.identity = CallerIdentity.ofThisThread(context);
  }

  /** Runs {@code body} in a new thread {@code quern-<name>-<run>}. */
  synchronized <T> CompletableFuture<T> start(String name, Callable<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(identity.call(() -> callTagged(body)));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "quern-" + name + "-" + runId);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return result;
  }

  private <T> T callTagged(Callable<T> body) throws Exception {
    context.addJobTag(jobTag);
    context.setInterruptOnCancel(true);
    return body.call();
  }

  /** Cancels every Spark job that these threads have submitted and that still runs. */
  void cancelJobs(String reason) {
    if (!context.isStopped()) {
      context.cancelJobsWithTag(jobTag, reason);
    }
  }

  /** Interrupts what still runs and waits for it to end. Works in an interrupted thread too. */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      running = List.copyOf(threads);
    }
    running.forEach(Thread::interrupt);
    Uninterrupted.run(() -> join(running));
  }

  private static void join(List<Thread> running) {
    long deadline = System.nanoTime() + JOIN_LIMIT.toNanos();
    for (Thread thread : running) {
      try {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        thread.join(Math.max(1, millis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (thread.isAlive()) {
        log.warn("Thread {} does not end", thread.getName());
      }
    }
  }
}
