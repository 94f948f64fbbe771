package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;

/**
 * The cluster that a statement asks for.
 *
 * @param workers 0 = automatic
 * @param parameterServers 0 = automatic
 * @param overlap {@link Overlap#OFF} in mode sync
 */
public record ClusterChoice(int workers, int parameterServers, TrainingMode mode, Overlap overlap)
    implements Serializable {
  public ClusterChoice {
    requireNonNull(mode, "mode is null");
    requireNonNull(overlap, "overlap is null");
  }

  static ClusterChoice from(Options options) {
    TrainingMode mode = TrainingMode.of(options.get(ClusterOptions.MODE));
    Overlap overlap = Overlap.of(options.get(ClusterOptions.OVERLAP));
    int workers = options.find(ClusterOptions.WORKERS).orElse(0);
    if (mode == TrainingMode.SYNC) {
      requireOneWorker(workers, options);
      requireNoOverlap(overlap, options);
      overlap = Overlap.OFF;
    }
    int servers = options.find(ClusterOptions.PARAMETER_SERVERS).orElse(0);
    return new ClusterChoice(workers, servers, mode, overlap);
  }

  private static void requireOneWorker(int workers, Options options) {
    if (workers > 1) {
      throw placed(
          ClusterOptions.WORKERS,
          "Option 'workers' must be 1 in mode 'sync', found '%d'".formatted(workers),
          "Use mode 'async' for more workers",
          options);
    }
  }

  private static void requireNoOverlap(Overlap overlap, Options options) {
    if (overlap == Overlap.ON) {
      throw placed(
          ClusterOptions.OVERLAP,
          "Option 'overlap' must be auto or off in mode 'sync', found 'on'",
          "In mode 'sync' a step sees every push before it",
          options);
    }
  }

  private static QuernException placed(
      Option<?> option, String message, String hint, Options options) {
    QuernException error = new QuernException(ErrorCode.OPTION, message).withHint(hint);
    return options.place(option).map(error::at).orElse(error);
  }
}
