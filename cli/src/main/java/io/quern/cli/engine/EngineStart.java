package io.quern.cli.engine;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * An engine that starts while the first statement is being typed. Thread-safe.
 *
 * @param <E> the kind of engine
 */
public final class EngineStart<E extends Engine> {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable onFailure;
  private volatile E engine;
  private volatile QuernException failure;

  private EngineStart(Runnable onFailure) {
    this.onFailure = requireNonNull(onFailure, "onFailure is null");
  }

  /**
   * Starts it on a thread of its own.
   *
   * @param onFailure called, on that thread, where the engine cannot start
   */
  public static <E extends Engine> EngineStart<E> begin(Callable<E> start, Runnable onFailure) {
    EngineStart<E> begun = new EngineStart<>(onFailure);
    Thread thread = new Thread(() -> begun.run(start), "quern-start");
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  private void run(Callable<E> start) {
    try {
      engine = start.call();
    } catch (QuernException e) {
      failure = e;
    } catch (Throwable e) { // a class that is missing, for example
      failure = new QuernException(ErrorCode.INTERNAL, "Cannot start: " + e, e);
    }
    done.countDown();
    if (failure != null) {
      onFailure.run();
    }
  }

  /**
   * The engine, once it is there.
   *
   * @throws QuernException where it could not start
   */
  public E await() throws InterruptedException {
    done.await();
    failure()
        .ifPresent(
            e -> {
              throw e;
            });
    return engine;
  }

  public boolean isDone() {
    return done.getCount() == 0;
  }

  /** The engine, if it is there already. */
  public Optional<E> ready() {
    return Optional.ofNullable(engine);
  }

  /** Why there is none and never will be. */
  public Optional<QuernException> failure() {
    return Optional.ofNullable(failure);
  }
}
