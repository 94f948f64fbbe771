package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/** How many processes train, and how they go together. */
public final class ClusterOptions {
  public static final Option<Integer> WORKERS =
      Option.optional(
          "workers",
          OptionType.INTEGER,
          "automatic",
          Range.between(1, 4096),
          "Tasks that compute gradients, one core each.");

  public static final Option<Integer> PARAMETER_SERVERS =
      Option.optional(
          "parameterServers",
          OptionType.INTEGER,
          "automatic",
          Range.between(1, 64),
          "Tasks that hold the parameters.");

  public static final Option<String> MODE =
      Option.of(
          "mode",
          OptionType.oneOf(TrainingMode.ASYNC.word(), TrainingMode.SYNC.word()),
          TrainingMode.ASYNC.word(),
          Range.any(),
          "async: workers do not wait for each other; sync: one worker, reproducible bit for bit.");

  public static final Option<String> OVERLAP =
      Option.of(
          "overlap",
          OptionType.oneOf(Overlap.AUTO.word(), Overlap.ON.word(), Overlap.OFF.word()),
          Overlap.AUTO.word(),
          Range.any(),
          "Whether a worker exchanges rows with the parameter servers while it computes, so that a"
              + " step sees all its pushes but the last; auto: only where servers are in other"
              + " processes. Never in mode sync.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(WORKERS, PARAMETER_SERVERS, MODE, OVERLAP);

  private ClusterOptions() {}
}
