package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;

/**
 * Waiting in a role: ends early when the lease is lost, the thread is interrupted, or Spark has
 * killed the task without interrupting its thread (its default).
 */
final class RoleWait {
  static final long SLICE_MILLIS = 100;

  private static final Duration AS_LONG_AS_THE_RUN = Duration.ofDays(366);

  private RoleWait() {}

  /** Waits as long as the run lasts. */
  static <T> T await(CompletableFuture<T> wanted, RoleLease lease) throws InterruptedException {
    return await(
        wanted,
        lease,
        AS_LONG_AS_THE_RUN,
        () -> new QuernException(ErrorCode.CLUSTER, "The run takes longer than a year"));
  }

  static <T> T await(
      CompletableFuture<T> wanted,
      RoleLease lease,
      Duration timeout,
      Supplier<QuernException> onTimeout)
      throws InterruptedException {
    CompletableFuture<Object> any = CompletableFuture.anyOf(wanted, lease.lost());
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!any.isDone() && System.nanoTime() < deadline) {
      awaitSlice(any);
      checkTaskAlive();
    }
    if (wanted.isDone()) {
      return result(wanted);
    }
    lease.checkHeld();
    throw onTimeout.get();
  }

  private static void awaitSlice(CompletableFuture<?> any) throws InterruptedException {
    try {
      any.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // looked at by the caller
    } catch (ExecutionException e) {
      // thrown by the caller
    }
  }

  /** The value, or the failure as a {@link QuernException}. */
  static <T> T result(CompletableFuture<T> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof QuernException failure) {
        throw failure;
      }
      throw new QuernException(
          ErrorCode.INTERNAL, "Unexpected failure: " + e.getCause(), e.getCause());
    }
  }

  /** Throws Spark's own exception when the task of this thread has been killed. */
  static void checkTaskAlive() {
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.killTaskIfInterrupted();
    }
  }
}
