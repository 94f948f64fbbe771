package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.MetricChoice;
import io.quern.model.algorithm.Overlap;
import io.quern.model.algorithm.StepChoice;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.runtime.data.Mix;
import java.io.Serializable;

/**
 * What every worker of a training has to know; travels inside the task.
 *
 * @param batchSize of each worker
 * @param step what becomes of a batch's gradients
 * @param metrics what is measured
 * @param groups how GAUC groups held-out rows
 * @param seed of orders and dropout
 * @param countsOccurrences whether the parameter servers want to know how often rows occur
 * @param overlap whether rows are exchanged with the parameter servers beside computing
 * @param cache of encoded rows that a worker keeps on the heap; the rest goes to mapped files
 */
record WorkerPlan(
    FeatureMap features,
    NetworkSpec network,
    int batchSize,
    StepChoice step,
    MetricChoice metrics,
    GaucGroups groups,
    long seed,
    boolean countsOccurrences,
    Overlap overlap,
    CacheMemory cache)
    implements Serializable {
  WorkerPlan {
    requireNonNull(features, "features is null");
    requireNonNull(network, "network is null");
    requireNonNull(step, "step is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(groups, "groups is null");
    requireNonNull(overlap, "overlap is null");
    requireNonNull(cache, "cache is null");
  }

  /** The tables that its rows are in. */
  RowTables tables() {
    return RowTables.of(network, features.features());
  }

  /** What the orders of a worker's rows derive from. */
  long orderSeed(int worker) {
    return Mix.of(seed) + worker;
  }

  /** What the dropout masks of one step of a worker derive from. */
  long dropoutSeed(int worker, int epoch, int batch) {
    return Mix.of(Mix.of(Mix.of(seed + worker) + epoch) + batch);
  }

  /** What watches over one worker's numbers. */
  FiniteCheck finiteCheck(WorkerIdentity worker, Network created) {
    return new FiniteCheck(
        worker.worker(), new DivergenceCause(features, created.dense(), network.rowWidth()));
  }
}
