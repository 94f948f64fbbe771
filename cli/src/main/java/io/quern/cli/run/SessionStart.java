package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.classic.SparkSession;

/** A Spark session that starts while the first statement is being typed. Thread-safe. */
public final class SessionStart {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable onFailure;
  private volatile SparkSession session;
  private volatile QuernException failure;

  private SessionStart(Runnable onFailure) {
    this.onFailure = requireNonNull(onFailure, "onFailure is null");
  }

  /**
   * Starts it on a thread of its own.
   *
   * @param onFailure called, on that thread, where the session cannot start
   */
  public static SessionStart begin(Callable<SparkSession> start, Runnable onFailure) {
    SessionStart begun = new SessionStart(onFailure);
    Thread thread = new Thread(() -> begun.run(start), "quern-start");
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  private void run(Callable<SparkSession> start) {
    try {
      session = start.call();
    } catch (QuernException e) {
      failure = e;
    } catch (Throwable e) { // a class that is missing, for example
      failure = new QuernException(ErrorCode.INTERNAL, "Cannot start Spark: " + e, e);
    }
    done.countDown();
    if (failure != null) {
      onFailure.run();
    }
  }

  /**
   * The session, once it is there, as that of the calling thread.
   *
   * @throws QuernException where it could not start
   */
  public SparkSession await() throws InterruptedException {
    done.await();
    failure()
        .ifPresent(
            e -> {
              throw e;
            });
    SparkSession.setActiveSession(session); // so far the active one of its own thread only
    return session;
  }

  public boolean isDone() {
    return done.getCount() == 0;
  }

  /** The session, if it is there already. */
  public Optional<SparkSession> ready() {
    return Optional.ofNullable(session);
  }

  /** Why there is none and never will be. */
  public Optional<QuernException> failure() {
    return Optional.ofNullable(failure);
  }
}
