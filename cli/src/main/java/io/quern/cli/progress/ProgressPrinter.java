package io.quern.cli.progress;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows a training on the error stream. On a terminal one line is redrawn in place, and stays when
 * its epoch has ended; elsewhere there is a line for each phase and each epoch that has ended, and
 * one now and then within a long epoch. Thread-safe.
 */
public final class ProgressPrinter implements TrainingListener, AutoCloseable {
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  /** What is faster than this nobody reads. */
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();

  private static final long TICK_MILLIS = 500;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final int columns;
  private final LongSupplier nanoTime;
  private Phase phase = Phase.DONE;
  private long phaseBegan;
  private long lastLine;
  private boolean lineOpen;
  private Optional<ScheduledExecutorService> clock = Optional.empty();
  private Optional<ScheduledFuture<?>> ticks = Optional.empty();

  /**
   * @param columns width of the terminal; 0 where the stream is none
   */
  public ProgressPrinter(PrintStream err, int columns) {
    this(err, columns, System::nanoTime);
  }

  /**
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  ProgressPrinter(PrintStream err, int columns, LongSupplier nanoTime) {
    this.err = requireNonNull(err, "err is null");
    this.columns = columns;
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  @Override
  public synchronized void onProgress(TrainingProgress progress) {
    boolean isNewPhase = progress.phase() != phase;
    phase = progress.phase();
    if (isNewPhase) {
      phaseBegan = nanoTime.getAsLong();
      stopTicking();
    }
    if (columns > 0) {
      redraw(progress, isNewPhase);
    } else {
      printPlain(progress, isNewPhase);
    }
  }

  /** Ends the line being redrawn, so that other output starts on a line of its own. */
  public synchronized void finish() {
    if (lineOpen) {
      err.println();
      lineOpen = false;
    }
  }

  /** Ends the line and the thread behind it, if any. */
  @Override
  public synchronized void close() {
    finish();
    stopTicking();
    clock.ifPresent(ScheduledExecutorService::shutdownNow);
    clock = Optional.empty();
  }

  private void redraw(TrainingProgress progress, boolean isNewPhase) {
    switch (progress.phase()) {
      case DONE, FAILED -> clearLine(); // the result, or the error, says it
      case ENCODING, STARTING, COMMITTING -> {
        drawActivity(progress);
        startTicking(progress);
      }
      case TRAINING, VALIDATING -> {
        if (isNewPhase || nanoTime.getAsLong() - lastLine > REDRAW_NANOS) {
          draw(ProgressText.fitting(progress, columns - 1));
        }
      }
      case EPOCH_ENDED -> {
        draw(ProgressText.ended(progress));
        finish();
      }
    }
  }

  private synchronized void drawActivity(TrainingProgress progress) {
    if (progress.phase() == phase) {
      draw(ProgressText.activity(progress, nanoTime.getAsLong() - phaseBegan));
    }
  }

  private void draw(String text) {
    String cut = text.length() < columns ? text : text.substring(0, columns - 1);
    err.print(CLEAR_LINE + cut);
    err.flush();
    lineOpen = true;
    lastLine = nanoTime.getAsLong();
  }

  private void clearLine() {
    err.print(lineOpen ? CLEAR_LINE : "");
    err.flush();
    lineOpen = false;
  }

  /** Where no events come, a line that stands still looks dead. */
  private void startTicking(TrainingProgress progress) {
    stopTicking();
    if (clock.isEmpty()) {
      clock = Optional.of(Executors.newSingleThreadScheduledExecutor(ProgressPrinter::newThread));
    }
    ticks =
        Optional.of(
            clock
                .get()
                .scheduleWithFixedDelay(
                    () -> drawActivity(progress), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void stopTicking() {
    ticks.ifPresent(tick -> tick.cancel(false));
    ticks = Optional.empty();
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "quern-progress");
    thread.setDaemon(true);
    return thread;
  }

  private void printPlain(TrainingProgress progress, boolean isNewPhase) {
    switch (progress.phase()) {
      case ENCODING, STARTING, COMMITTING -> {
        if (isNewPhase) {
          printLine(ProgressText.activity(progress));
        }
      }
      case TRAINING, VALIDATING -> {
        if (progress.rowsDone() > 0 && nanoTime.getAsLong() - lastLine > PLAIN_INTERVAL_NANOS) {
          printLine(ProgressText.underWay(progress));
        }
      }
      case EPOCH_ENDED -> printLine(ProgressText.ended(progress));
      case DONE, FAILED -> {} // the result, or the error, says it
    }
  }

  private void printLine(String text) {
    err.println(text);
    lastLine = nanoTime.getAsLong();
  }
}
