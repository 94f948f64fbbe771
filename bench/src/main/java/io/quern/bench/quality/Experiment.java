package io.quern.bench.quality;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something to train with several seeds.
 *
 * @param group heading in the report
 * @param name unique within its group
 * @param script resource that trains and ends in one row with the metric's column
 * @param columns COLUMNS clause of the TRAIN statement, or nothing; the script's variable {@code
 *     columns}
 * @param options of the TRAIN statement; the script's variable {@code options}
 * @param seeds the script's variable {@code seed}, one run each
 * @param gate what the mean over the seeds has to reach
 * @param anchors what others reached, in words, by column of the group's table
 */
record Experiment(
    String group,
    String name,
    String script,
    String columns,
    String options,
    List<Long> seeds,
    Metric metric,
    double gate,
    List<String> anchors) {
  Experiment {
    requireNonNull(group, "group is null");
    requireNonNull(name, "name is null");
    requireNonNull(script, "script is null");
    requireNonNull(columns, "columns is null");
    requireNonNull(options, "options is null");
    requireNonNull(metric, "metric is null");
    seeds = List.copyOf(seeds);
    anchors = List.copyOf(anchors);
  }

  /** The same with more options. */
  Experiment with(String more) {
    return new Experiment(
        group, name, script, columns, options + " and " + more, seeds, metric, gate, anchors);
  }

  String id() {
    return group + "/" + name;
  }
}
