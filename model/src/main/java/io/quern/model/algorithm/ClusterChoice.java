package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;

/**
 * The cluster that a statement asks for.
 *
 * @param workers 0 = automatic
 * @param parameterServers 0 = automatic
 */
public record ClusterChoice(int workers, int parameterServers, TrainingMode mode)
    implements Serializable {
  public ClusterChoice {
    requireNonNull(mode, "mode is null");
  }

  static ClusterChoice from(Options options) {
    ClusterChoice choice =
        new ClusterChoice(
            options.find(ClusterOptions.WORKERS).orElse(0),
            options.find(ClusterOptions.PARAMETER_SERVERS).orElse(0),
            TrainingMode.of(options.get(ClusterOptions.MODE)));
    if (choice.mode == TrainingMode.SYNC && choice.workers > 1) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION,
                  "Option 'workers' must be 1 in mode 'sync', found '%d'".formatted(choice.workers))
              .withHint("Use mode 'async' for more workers");
      throw options.place(ClusterOptions.WORKERS).map(error::at).orElse(error);
    }
    return choice;
  }
}
