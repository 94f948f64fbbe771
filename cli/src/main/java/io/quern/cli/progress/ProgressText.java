package io.quern.cli.progress;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The state of a training in one line:
 *
 * <pre>
 * reading the source [    ===             ] 0:12
 * epoch 2/5 [========            ] 41%  1.2M rows  83.1k rows/s  loss 0.4312  auc 0.7420  validation auc 0.7401  4 workers  2 ps  0:42 left
 * epoch 2/5  2,900,000 rows  83,102 rows/s  loss 0.4298  auc 0.7433  validation auc 0.7409
 * </pre>
 */
public final class ProgressText {
  private static final int BAR = 20;
  private static final int BAR_RANK = 4;
  private static final int BOUNCING = 3;
  private static final long BOUNCE_NANOS = Duration.ofMillis(500).toNanos();
  private static final String GAP = "  ";

  /** Longer times are told in days. */
  private static final long MOST_SECONDS = Duration.ofDays(3).toSeconds();

  /**
   * A part of the line, with what parts it from the one before.
   *
   * @param rank where the line is too long, the part with the highest goes first
   */
  private record Part(String text, int rank) {}

  private ProgressText() {}

  /** A phase without steps. */
  public static String activity(TrainingProgress p) {
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

  /** The same with a bar that moves, as nobody knows how long it takes. */
  static String activity(TrainingProgress p, long nanos) {
    int width = BAR - BOUNCING;
    int step = (int) (nanos / BOUNCE_NANOS % (2L * width));
    int place = step <= width ? step : 2 * width - step;
    return "%s [%s%s%s] %s"
        .formatted(
            activity(p),
            " ".repeat(place),
            "=".repeat(BOUNCING),
            " ".repeat(width - place),
            clock(Duration.ofNanos(nanos).toSeconds()));
  }

  /** An epoch that has ended; its figures are exact. */
  public static String ended(TrainingProgress p) {
    StringBuilder line = new StringBuilder(epoch(p));
    line.append(GAP).append(grouped(p.rowsDone())).append(" rows");
    line.append(GAP).append(grouped(Math.round(p.rowsPerSecond()))).append(" rows/s");
    metrics(p).forEach(metric -> line.append(GAP).append(metric));
    return line.toString();
  }

  /** An epoch that goes on, whatever the length. */
  public static String underWay(TrainingProgress p) {
    return joined(parts(p));
  }

  /** The same without the bar, for who draws one. */
  public static String figures(TrainingProgress p) {
    return joined(parts(p).stream().filter(part -> part.rank() != BAR_RANK).toList());
  }

  /** The same in at most {@code width} characters, if need be without the lesser parts. */
  static String fitting(TrainingProgress p, int width) {
    List<Part> parts = parts(p);
    while (joined(parts).length() > width && parts.size() > 1) {
      parts.remove(parts.stream().max(Comparator.comparingInt(Part::rank)).orElseThrow());
    }
    return joined(parts);
  }

  private static String joined(List<Part> parts) {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  private static List<Part> parts(TrainingProgress p) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(epoch(p), 0));
    p.epochFraction().ifPresent(share -> parts.add(new Part(" " + bar(share), BAR_RANK)));
    parts.add(new Part(GAP + rounded(p.rowsDone()) + " rows", 8));
    parts.add(new Part(GAP + rounded(p.rowsPerSecond()) + " rows/s", 5));
    List<String> metrics = metrics(p);
    for (int i = 0; i < metrics.size(); i++) {
      parts.add(new Part(GAP + metrics.get(i), i + 1));
    }
    parts.add(new Part(GAP + counted(p.workers(), "worker"), 7));
    parts.add(new Part(GAP + p.parameterServers() + " ps", 6));
    if (p.phase() == Phase.VALIDATING) {
      parts.add(new Part(GAP + "validating", 1));
    } else {
      secondsLeft(p).ifPresent(left -> parts.add(new Part(GAP + clock(left) + " left", 2)));
    }
    return parts;
  }

  private static String epoch(TrainingProgress p) {
    return "epoch " + p.epoch() + "/" + p.epochs();
  }

  private static List<String> metrics(TrainingProgress p) {
    List<String> metrics = new ArrayList<>();
    append(metrics, "loss", p.loss());
    append(metrics, "auc", p.auc());
    append(metrics, "validation auc", p.validationAuc());
    return metrics;
  }

  private static void append(List<String> metrics, String name, double value) {
    if (!Double.isNaN(value)) {
      metrics.add(name + String.format(Locale.ROOT, " %.4f", value));
    }
  }

  /** At the rate of this epoch, to the end of the last one. */
  private static OptionalLong secondsLeft(TrainingProgress p) {
    if (p.rowsPerSecond() <= 0 || p.rowsTotal() == 0) {
      return OptionalLong.empty();
    }
    double epochsLeft = p.epochs() - p.epoch();
    double rows = Math.max(0, p.rowsTotal() - p.rowsDone()) + epochsLeft * p.rowsTotal();
    return OptionalLong.of(Math.round(Math.ceil(rows / p.rowsPerSecond())));
  }

  private static String bar(double share) {
    int done = (int) Math.round(share * BAR);
    // 100 % is said only by the end of the epoch.
    int percent = (int) Math.min(99, Math.round(share * 100));
    return "[" + "=".repeat(done) + " ".repeat(BAR - done) + "] " + percent + "%";
  }

  private static String clock(long seconds) {
    if (seconds >= MOST_SECONDS) {
      return seconds / 86_400 + " days";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Three digits: 83.1k, 1.20M. */
  private static String rounded(double n) {
    if (n < 1000) {
      return Long.toString(Math.round(n));
    }
    double scaled = n / 1000;
    int unit = 0;
    while (scaled >= 999.5 && unit < 2) {
      scaled /= 1000;
      unit++;
    }
    int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + "kMG".charAt(unit);
  }
}
