package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

/**
 * How a front end shows what statements give.
 *
 * @param allResults whether every result is printed, or only the last one of a script
 * @param debug whether failures come with their stack traces
 * @param screen that progress and errors are written to
 */
public record OutputSettings(
    ResultFormat format, boolean allResults, RowLimit limit, boolean debug, Screen screen) {
  public OutputSettings {
    requireNonNull(format, "format is null");
    requireNonNull(limit, "limit is null");
    requireNonNull(screen, "screen is null");
  }
}
