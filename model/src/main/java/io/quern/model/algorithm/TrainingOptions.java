package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;

/**
 * What the options of a TRAIN statement mean to the training: checked, defaults filled in.
 *
 * @param dense how the network's dense parameters learn
 * @param sparse how embeddings and linear weights learn
 * @param rows which values have embeddings and linear weights, and how those begin
 * @param versions what training goes on from, and what it leaves behind
 */
public record TrainingOptions(
    NetworkChoice network,
    OptimizerChoice dense,
    OptimizerChoice sparse,
    RowChoice rows,
    StepChoice step,
    Schedule schedule,
    MetricChoice metrics,
    ClusterChoice cluster,
    VersionChoice versions)
    implements Serializable {

  public TrainingOptions {
    requireNonNull(network, "network is null");
    requireNonNull(dense, "dense is null");
    requireNonNull(sparse, "sparse is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(step, "step is null");
    requireNonNull(schedule, "schedule is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(versions, "versions is null");
  }

  /**
   * Reads options that {@link DeepCtrOptions#SET} has resolved.
   *
   * @throws QuernException {@link ErrorCode#OPTION} when two options contradict each other or one
   *     has no effect
   */
  public static TrainingOptions from(Options options) {
    OptimizerUse.require(options);
    return new TrainingOptions(
        NetworkChoice.from(options),
        OptimizerChoice.dense(options),
        OptimizerChoice.sparse(options),
        RowChoice.from(options),
        StepChoice.from(options),
        Schedule.from(options),
        MetricChoice.from(options),
        ClusterChoice.from(options),
        VersionChoice.from(options));
  }

  /**
   * What holds in a training on that many rows: the same, but for a batch size and a rate that are
   * left to the data. A training that goes on from a version has no way to make up for, however few
   * its rows: its rate stays.
   */
  public TrainingOptions forRows(long trainingRows) {
    Schedule planned = schedule.forRows(trainingRows);
    OptimizerChoice reached =
        versions.continueFrom().isPresent()
            ? sparse
            : sparse.forSteps(planned.steps(trainingRows), reach());
    return new TrainingOptions(
        network, dense, reached, rows, step, planned, metrics, cluster, versions);
  }

  private OptimizerChoice.Reach reach() {
    return network.isLinear() ? OptimizerChoice.Reach.LINEAR : OptimizerChoice.Reach.EMBEDDINGS;
  }
}
