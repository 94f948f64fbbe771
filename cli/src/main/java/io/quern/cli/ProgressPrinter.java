package io.quern.cli;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows a training on the error stream. On a terminal one line is redrawn in place, and stays when
 * its epoch has ended; elsewhere there is a line for each phase and each epoch that has ended, and
 * one now and then within a long epoch. Thread-safe.
 */
final class ProgressPrinter implements TrainingListener {
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int BAR = 20;

  private final PrintStream err;
  private final int columns;
  private final LongSupplier nanoTime;
  private Phase phase = Phase.DONE;
  private long lastLine;
  private boolean lineOpen;

  /**
   * @param columns width of the terminal; 0 where the stream is none
   */
  ProgressPrinter(PrintStream err, int columns) {
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
    if (columns > 0) {
      redraw(progress);
    } else {
      printPlain(progress, isNewPhase);
    }
  }

  /** Ends the line being redrawn, so that other output starts on a line of its own. */
  synchronized void finish() {
    if (lineOpen) {
      err.println();
      lineOpen = false;
    }
  }

  private void redraw(TrainingProgress progress) {
    switch (progress.phase()) {
      case DONE, FAILED -> { // the result, or the error, says it
        err.print(lineOpen ? CLEAR_LINE : "");
        err.flush();
        lineOpen = false;
      }
      case ENCODING, STARTING, COMMITTING -> draw(activity(progress));
      case TRAINING, VALIDATING -> draw(epoch(progress, true));
      case EPOCH_ENDED -> {
        draw(epoch(progress, false));
        finish();
      }
    }
  }

  private void draw(String text) {
    String cut = text.length() < columns ? text : text.substring(0, columns - 1);
    err.print(CLEAR_LINE + cut);
    err.flush();
    lineOpen = true;
  }

  private void printPlain(TrainingProgress progress, boolean isNewPhase) {
    switch (progress.phase()) {
      case ENCODING, STARTING, COMMITTING -> {
        if (isNewPhase) {
          printLine(activity(progress));
        }
      }
      case TRAINING, VALIDATING -> {
        if (progress.rowsDone() > 0 && nanoTime.getAsLong() - lastLine > PLAIN_INTERVAL_NANOS) {
          printLine(epoch(progress, true));
        }
      }
      case EPOCH_ENDED -> printLine(epoch(progress, false));
      case DONE, FAILED -> {} // the result, or the error, says it
    }
  }

  private void printLine(String text) {
    err.println(text);
    lastLine = nanoTime.getAsLong();
  }

  private static String activity(TrainingProgress p) {
    return switch (p.phase()) {
      case ENCODING -> "reading the source";
      case STARTING ->
          "training on %s rows: %s, %s%s"
              .formatted(
                  grouped(p.rowsTotal()),
                  counted(p.workers(), "worker"),
                  counted(p.parameterServers(), "parameter server"),
                  p.message().isEmpty() ? "" : ". " + p.message());
      case COMMITTING -> "writing the model";
      default -> p.phase().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String epoch(TrainingProgress p, boolean isUnderWay) {
    StringBuilder line = new StringBuilder();
    line.append("epoch ").append(p.epoch()).append('/').append(p.epochs());
    if (isUnderWay) {
      p.epochFraction().ifPresent(share -> line.append(' ').append(bar(share)));
    }
    line.append("  ").append(grouped(p.rowsDone())).append(" rows");
    line.append("  ").append(grouped(Math.round(p.rowsPerSecond()))).append(" rows/s");
    append(line, "loss", p.loss());
    append(line, "auc", p.auc());
    append(line, "validation auc", p.validationAuc());
    return p.phase() == Phase.VALIDATING ? line.append("  validating").toString() : line.toString();
  }

  private static String bar(double share) {
    int done = (int) Math.round(share * BAR);
    // 100 % is said only by the end of the epoch.
    int percent = (int) Math.min(99, Math.round(share * 100));
    return "[" + "=".repeat(done) + " ".repeat(BAR - done) + "] " + percent + "%";
  }

  private static void append(StringBuilder line, String name, double value) {
    if (!Double.isNaN(value)) {
      line.append("  ").append(name).append(String.format(Locale.ROOT, " %.4f", value));
    }
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
