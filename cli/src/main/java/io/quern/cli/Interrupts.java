package io.quern.cli;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.apache.spark.SparkContext;
import sun.misc.Signal;

/**
 * Ctrl-C. While a text runs, the first cancels it and the second leaves at once; in between texts
 * it does what {@link #install} was given. Texts run on the thread that installed this.
 */
final class Interrupts {
  private final SparkContext context;
  private final Runnable idle;
  private final Thread texts = Thread.currentThread();
  private String jobGroup = "";
  private boolean running;
  private boolean happened;

  private Interrupts(SparkContext context, Runnable idle) {
    this.context = requireNonNull(context, "context is null");
    this.idle = requireNonNull(idle, "idle is null");
  }

  /**
   * @param idle what Ctrl-C does while no text runs; called on a thread of the JVM's
   */
  static Interrupts install(SparkContext context, Runnable idle) {
    Interrupts interrupts = new Interrupts(context, idle);
    Signal.handle(new Signal("INT"), signal -> interrupts.onSignal());
    return interrupts;
  }

  /** Leaves the process, whatever it is doing. */
  static void leaveAtOnce() {
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code);
  }

  /** A text begins; {@link #end} follows. Its Spark jobs form a group of their own. */
  synchronized void begin() {
    jobGroup = "quern-cli-" + UUID.randomUUID();
    context.setJobGroup(jobGroup, "quern", true);
    happened = false;
    running = true;
  }

  /** The text has ended; nothing of its cancellation reaches the next one. */
  synchronized void end() {
    running = false;
    context.clearJobGroup();
    boolean ignored = Thread.interrupted();
  }

  /** Whether Ctrl-C was pressed since the text began. */
  synchronized boolean happened() {
    return happened;
  }

  private synchronized void onSignal() {
    if (!running) {
      idle.run();
    } else if (happened) {
      leaveAtOnce();
    } else {
      happened = true;
      context.cancelJobGroupAndFutureJobs(jobGroup);
      texts.interrupt();
    }
  }
}
