package io.quern.cli;

import static java.util.Objects.requireNonNull;

/**
 * How a front end shows what statements give.
 *
 * @param allResults whether every result is printed, or only the last one of a script
 * @param debug whether failures come with their stack traces
 * @param terminalColumns width of the terminal that the error stream is; 0 where it is none
 */
record OutputSettings(ResultFormat format, boolean allResults, boolean debug, int terminalColumns) {
  OutputSettings {
    requireNonNull(format, "format is null");
  }
}
