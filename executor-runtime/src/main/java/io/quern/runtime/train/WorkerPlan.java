package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.FeatureMap;
import io.quern.model.network.NetworkSpec;
import java.io.Serializable;

/**
 * What every worker of a training has to know; travels inside the task.
 *
 * @param batchSize of each worker
 * @param seed of orders and dropout
 * @param countsOccurrences whether the parameter servers want to know how often rows occur
 * @param cache of encoded rows that a worker keeps on the heap; the rest goes to mapped files
 */
record WorkerPlan(
    FeatureMap features,
    NetworkSpec network,
    int batchSize,
    long seed,
    boolean countsOccurrences,
    CacheMemory cache)
    implements Serializable {
  WorkerPlan {
    requireNonNull(features, "features is null");
    requireNonNull(network, "network is null");
    requireNonNull(cache, "cache is null");
  }
}
