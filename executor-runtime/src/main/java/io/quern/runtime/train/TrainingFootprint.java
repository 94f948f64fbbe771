package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.Feature;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import java.util.List;
import org.apache.spark.SparkContext;

/**
 * What a training would take of a cluster, told before any row is read.
 *
 * @param serversTakeSlots false where parameter servers live in the driver
 * @param tables that the rows are in
 * @param rowBytes of one feature value on its parameter server, key and optimizer state included;
 *     by table
 * @param denseParameters of the network
 * @param serverMemory that each parameter server may take for its rows, and what sets that limit
 */
public record TrainingFootprint(
    boolean serversTakeSlots,
    RowTables tables,
    List<Integer> rowBytes,
    int denseParameters,
    String serverMemory) {
  public TrainingFootprint {
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
    int servers = sizing.shape(options, Long.MAX_VALUE).parameterServers();
    DenseLayout dense = Networks.named(network.network()).dense(network);
    return new TrainingFootprint(
        !sizing.local(),
        tables,
        ServerPlan.of(options, tables, dense).rowBytes(),
        dense.size(),
        ServerMemory.from(spark.getConf(), spark.master(), servers).describe());
  }
}
