package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All options of algorithm DeepCTR, each declared in one of the groups. */
public final class DeepCtrOptions {
  /** In the order SHOW OPTIONS prints them. */
  public static final OptionSet SET = new OptionSet("DeepCTR", all());

  private static final List<String> IGNORED_NAMES =
      List.of(
          "pythonscriptpath",
          "pythondescpath",
          "enabledatalocal",
          "datalocalformat",
          "distributeeveryexecutor");

  private static final List<String> IGNORED_PREFIXES =
      List.of("fitparam.", "systemparam.", "kafkaparam.");

  private DeepCtrOptions() {}

  private static List<Option<?>> all() {
    return Stream.of(
            ColumnOptions.ALL,
            NetworkOptions.ALL,
            OptimizerOptions.ALL,
            RowOptions.ALL,
            StepOptions.ALL,
            ScheduleOptions.ALL,
            MetricOptions.ALL,
            ClusterOptions.ALL,
            VersionOptions.ALL)
        .<Option<?>>flatMap(List::stream)
        .toList();
  }

  /**
   * Whether {@code name} is an option of MLSQL's DTFAlg that has no meaning here: it steers Python
   * scripts and their data, which Quern has not. Statements may carry it on, with a warning.
   */
  public static boolean isIgnored(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return IGNORED_NAMES.contains(folded) || IGNORED_PREFIXES.stream().anyMatch(folded::startsWith);
  }
}
