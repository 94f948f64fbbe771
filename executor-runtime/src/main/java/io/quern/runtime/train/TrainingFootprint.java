package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.Feature;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import io.quern.runtime.cluster.ClusterShape;
import java.util.List;
import org.apache.spark.SparkContext;

/**
 * What a training would take of a cluster, told before any row is read.
 *
 * @param largest the cluster of a source with rows for every worker; a short one gets fewer
 * @param slots tasks that the application runs at a time now
 * @param serversTakeSlots false where parameter servers live in the driver
 * @param tables that the rows are in
 * @param rowBytes of one feature value on its parameter server, key and optimizer state included;
 *     by table
 * @param denseParameters of the network
 * @param serverMemory that each parameter server may take for its rows, and what sets that limit
 */
public record TrainingFootprint(
    ClusterShape largest,
    int slots,
    boolean serversTakeSlots,
    RowTables tables,
    List<Integer> rowBytes,
    int denseParameters,
    String serverMemory) {
  public TrainingFootprint {
    requireNonNull(largest, "largest is null");
    requireNonNull(tables, "tables is null");
    requireNonNull(serverMemory, "serverMemory is null");
    rowBytes = List.copyOf(rowBytes);
  }

  /** Of a statement's training. */
  public static TrainingFootprint of(
      SparkContext spark, TrainingOptions options, List<Feature> features) {
    NetworkSpec network = options.network().spec(features);
    RowTables tables = RowTables.of(network, features);
    ClusterSizing sizing = ClusterSizing.of(spark);
    ClusterShape largest = sizing.shape(options, Long.MAX_VALUE);
    DenseLayout dense = Networks.named(network.network()).dense(network);
    return new TrainingFootprint(
        largest,
        sizing.slots(),
        !sizing.local(),
        tables,
        ServerPlan.of(options, tables, dense).rowBytes(),
        dense.size(),
        ServerMemory.from(spark.getConf(), spark.master(), largest.parameterServers()).describe());
  }

  /** Tasks that run at a time while the training does. */
  public int slotsNeeded() {
    return largest.workers() + (serversTakeSlots ? largest.parameterServers() : 0);
  }
}
