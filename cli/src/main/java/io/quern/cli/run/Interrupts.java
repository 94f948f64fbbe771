package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkContext;

/**
 * Ctrl-C, or what a front end has in its place. While a text runs, the first cancels it and the
 * next does what this was made with: it leaves at once, where nothing else is said. In between
 * texts it does what this was made with. Thread-safe.
 */
public final class Interrupts {
  private final Runnable idle;
  private final Runnable cancelling;
  private final Runnable again;
  private Optional<Running> running = Optional.empty();

  /** A text that runs, and what Ctrl-C has done to it. */
  private static final class Running {
    final Thread thread = Thread.currentThread();
    final String jobGroup = "quern-cli-" + UUID.randomUUID();
    Optional<SparkContext> context = Optional.empty();
    boolean isCancelled;
  }

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
    running = Optional.of(new Running());
  }

  /** From here on, the text's Spark jobs form a group of their own. */
  public synchronized void enter(SparkContext context) {
    Running text = running.orElseThrow();
    text.context = Optional.of(context);
    context.setJobGroup(text.jobGroup, "quern", true);
  }

  /** The text has ended; nothing of its cancellation reaches the next one. */
  public synchronized void end() {
    running.flatMap(text -> text.context).ifPresent(SparkContext::clearJobGroup);
    running = Optional.empty();
    boolean ignored = Thread.interrupted();
  }

  /** Whether Ctrl-C was pressed since the text began. */
  public synchronized boolean happened() {
    return running.isPresent() && running.get().isCancelled;
  }

  /** Ctrl-C is pressed; called on any thread. */
  public synchronized void onInterrupt() {
    if (running.isEmpty()) {
      idle.run();
    } else if (running.get().isCancelled) {
      again.run();
    } else {
      cancel(running.get());
    }
  }

  private void cancel(Running text) {
    text.isCancelled = true;
    cancelling.run();
    text.context.ifPresent(context -> context.cancelJobGroupAndFutureJobs(text.jobGroup));
    text.thread.interrupt();
  }
}
