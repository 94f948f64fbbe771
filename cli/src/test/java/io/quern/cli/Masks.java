package io.quern.cli;

import java.util.regex.Pattern;

/** Hides what differs from run to run in texts that statements print. */
public final class Masks {
  /** Figures of a training: they depend on the clock, or on the order of two workers' steps. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?m)^((?:seconds|rowsPerSecond|loss|auc|validation[A-Z]\\w+) +\\| )[0-9].*$");

  private static final Pattern EPOCH_LINE =
      Pattern.compile("(?m)^((?:! )?epoch \\d+/\\d+  [\\d,]+ rows).*");
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z?");

  /** Of a model's files: its manifest tells when and how long it was trained. */
  private static final Pattern SIZE = Pattern.compile(", [\\d,]+ bytes\\b");

  /** What EXPLAIN TRAIN says of this machine: its memory, its speed. */
  private static final Pattern FORECAST =
      Pattern.compile("(?m)^(section \\| (?:memory|time)\nitem    \\| .*\nvalue   \\| ).*$");

  /** Whether so few rows have been learnt from depends on the order of two workers' steps. */
  private static final Pattern DEAD_MODEL =
      Pattern.compile("(?m)^(?:! )?note: The model predicts .* for every row .*\n");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Masks() {}

  /** The text with a word in angle brackets for everything that varies. */
  public static String of(String text) {
    String masked = DEAD_MODEL.matcher(text).replaceAll("");
    masked = FIGURE.matcher(masked).replaceAll("$1<figure>");
    masked = FORECAST.matcher(masked).replaceAll("$1<figure>");
    masked = EPOCH_LINE.matcher(masked).replaceAll("$1 <figures>");
    masked = SIZE.matcher(masked).replaceAll(", <size> bytes");
    masked = INSTANT.matcher(masked).replaceAll("<instant>");
    return UUID.matcher(masked).replaceAll("<id>");
  }
}
