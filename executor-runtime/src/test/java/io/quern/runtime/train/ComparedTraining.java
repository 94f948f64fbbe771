package io.quern.runtime.train;

import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.ps.Occurrences;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.runtime.data.SlotBlocks;
import io.quern.runtime.train.ReferenceEquations.Equation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * A training by one worker and the reference of it: from the same initial weights, through the same
 * batches, with the same dropout masks. Confined to one thread.
 */
final class ComparedTraining implements AutoCloseable {
  private static final int WORKER = 0;

  private final SlotBlocks rows;
  private final WorkerPlan plan;
  private final PsClient client;
  private final Network network;
  private final ReferenceTraining reference;

  ComparedTraining(
      TrainingOptions options, Equation equation, FeatureMap features, SlotBlocks rows) {
    this.rows = rows;
    this.plan = plan(options, features);
    DenseLayout layout = Networks.named(plan.network().network()).dense(plan.network());
    ServerPlan held = ServerPlan.of(options, plan.tables(), layout);
    ParameterServer server =
        new ParameterServer(
            new ParameterServerConfig(0, 1, held.tables(), held.dense(), 1 << 28, 0));
    server.initialiseDense(held.initialDense());
    this.client = PsClients.inProcess(List.of(server), 0);
    this.network = Networks.named(plan.network().network()).create(plan.network());
    this.reference = reference(options, equation, layout, held);
  }

  private static WorkerPlan plan(TrainingOptions options, FeatureMap features) {
    NetworkSpec network = options.network().spec(features.features());
    return new WorkerPlan(
        features,
        network,
        options.schedule().batchSize(),
        options.step(),
        options.metrics(),
        GaucGroups.of(options.metrics(), features),
        options.schedule().seed(),
        false,
        options.cluster().overlap(),
        CacheMemory.from(new SparkConf(false), "local[1]", 1));
  }

  /** The reference, with the weights that the parameter server begins with. */
  private ReferenceTraining reference(
      TrainingOptions options, Equation equation, DenseLayout layout, ServerPlan held) {
    BatchReader all = new BatchReader(plan.features(), rows, rows.size());
    MiniBatch batch = all.newBatch();
    all.read(0, batch);
    long[] keys = Arrays.copyOf(batch.keys, batch.uniqueRows);
    BatchRows tables = BatchRows.of(plan.tables());
    float[] weights = tables.pull(client, batch, Occurrences.ONCE);
    float[] trained = new float[keys.length * plan.network().rowWidth()];
    Arrays.fill(trained, 1);
    tables.dropPadding(trained);
    return new ReferenceTraining(
        options, equation, layout, keys, weights, trained, held.initialDense());
  }

  ReferenceTraining reference() {
    return reference;
  }

  /** Takes the reference through an epoch, from 1; returns the mean log loss of each batch. */
  List<Double> referenceEpoch(int epoch) {
    BatchReader batches = new BatchReader(plan.features(), rows, plan.batchSize());
    batches.shuffle(plan.orderSeed(WORKER), epoch);
    MiniBatch batch = batches.newBatch();
    List<Double> losses = new ArrayList<>();
    for (int index = 0; index < batches.batches(); index++) {
      batches.read(index, batch);
      losses.add(reference.step(batch, batch.keys, plan.dropoutSeed(WORKER, epoch, index)));
    }
    return losses;
  }

  /** The engine's steps of the same training. */
  EpochTrainer engine() {
    return new EpochTrainer(
        plan, new WorkerIdentity(WORKER, 0, 0, () -> {}), rows, List.of(client), network);
  }

  @Override
  public void close() throws IOException {
    network.close();
    client.close();
  }
}
