package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import io.quern.cli.engine.Engine;
import io.quern.cli.engine.RunningWork;
import java.util.Optional;

/**
 * Ctrl-C, or what a front end has in its place. While a text runs, the first cancels it and the
 * next does what this was made with: it leaves at once, where nothing else is said. In between
 * texts it does what this was made with. Thread-safe.
 */
public final class Interrupts {
  private final Runnable idle;
  private final Runnable cancelling;
  private final Runnable again;
  private Optional<RunningWork> running = Optional.empty();

  /**
   * @param idle what Ctrl-C does while no text runs
   * @param cancelling called when a text is being cancelled, which may take a while
   */
  public Interrupts(Runnable idle, Runnable cancelling) {
    this(idle, cancelling, Interrupts::leaveAtOnce);
  }

  /**
   * The same for a process that must live on.
   *
   * @param again what each further one does while a text is being cancelled
   */
  public Interrupts(Runnable idle, Runnable cancelling, Runnable again) {
    this.idle = requireNonNull(idle, "idle is null");
    this.cancelling = requireNonNull(cancelling, "cancelling is null");
    this.again = requireNonNull(again, "again is null");
  }

  /** Leaves the process, whatever it is doing. */
  public static void leaveAtOnce() {
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  /** A text begins on this thread; {@link #end} follows. */
  public synchronized void begin() {
    running = Optional.of(new RunningWork());
  }

  /** From here on, the text runs in {@code engine}. */
  public synchronized void enter(Engine engine) {
    engine.enter(running.orElseThrow());
  }

  /** The text has ended; nothing of its cancellation reaches the next one. */
  public synchronized void end() {
    running.ifPresent(RunningWork::end);
    running = Optional.empty();
  }

  /** Whether Ctrl-C was pressed since the text began. */
  public synchronized boolean happened() {
    return running.isPresent() && running.get().isCancelled();
  }

  /** Ctrl-C is pressed; called on any thread. */
  public synchronized void onInterrupt() {
    if (running.isEmpty()) {
      idle.run();
    } else if (running.get().isCancelled()) {
      again.run();
    } else {
      cancelling.run();
      running.get().cancel();
    }
  }
}
