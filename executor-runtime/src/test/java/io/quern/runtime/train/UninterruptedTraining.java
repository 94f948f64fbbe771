package io.quern.runtime.train;

import io.quern.api.Options;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.runtime.ClickTable;
import io.quern.runtime.data.EncodeJob;
import io.quern.runtime.data.EncodedCache;
import io.quern.runtime.data.EncodedSource;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * What a training of several days comes to when one worker and one parameter server never stop: the
 * engine's own steps, over the batches that it makes of each day, without cluster, files or commit.
 */
final class UninterruptedTraining implements AutoCloseable {
  private final SparkContext spark;
  private final Path folder;
  private final TrainingOptions options;
  private final ParameterServerConfig config;
  private final NetworkSpec network;
  private ParameterServer server;
  private FeatureMap features;
  private int days;

  UninterruptedTraining(SparkContext spark, Path folder, Options resolved) {
    this.spark = spark;
    this.folder = folder;
    this.options = TrainingOptions.from(resolved);
    this.network = options.network().spec(ClickTable.FEATURES.features());
    ServerPlan held =
        ServerPlan.of(options, network, Networks.named(network.network()).dense(network));
    this.config = new ParameterServerConfig(0, 1, held.tables(), held.dense(), 1 << 26, 0);
    this.server = new ParameterServer(config);
    server.initialiseDense(held.initialDense());
  }

  /** One epoch over a day's rows. */
  void train(ClickTable day) throws Exception {
    try (EncodedSource source =
            new EncodeJob(ClickTable.FEATURES, "click", "m", options.schedule().seed())
                .run(day.toRdd(spark, 2), Optional.empty(), 0);
        EncodedCache rows =
            EncodedCache.read(
                ClickTable.FEATURES.encodedLayout(),
                source.deal(1).collect().iterator(),
                1 << 26,
                this::file);
        PsClient client = PsClients.inProcess(List.of(server), 0);
        Network running = Networks.named(network.network()).create(network)) {
      features = features == null ? source.features() : features.extendedBy(source.features());
      WorkerIdentity worker = new WorkerIdentity(0, days++, 0, () -> {});
      new EpochTrainer(plan(), worker, rows.training(), client, running).train(1, 0, soFar -> {});
    }
    server.endEpoch();
  }

  private File file() {
    return folder.resolve("rows-" + days).toFile();
  }

  private WorkerPlan plan() {
    return new WorkerPlan(
        features,
        network,
        options.schedule().batchSize(),
        options.step(),
        options.metrics(),
        GaucGroups.of(options.metrics(), features),
        options.schedule().seed(),
        config.tables().get(ServerPlan.FEATURES).countsOccurrences(),
        CacheMemory.from(new SparkConf(false), "local[1]", 1));
  }

  /** Goes on with the weights alone. */
  void forgetOptimizer() {
    ParameterServer fresh = new ParameterServer(config);
    fresh.initialiseDense(dense());
    server.export(ServerPlan.FEATURES, fresh.importer(ServerPlan.FEATURES));
    server.close();
    server = fresh;
  }

  FeatureMap features() {
    return features;
  }

  float[] dense() {
    float[] values = new float[config.dense().size()];
    try (PsClient client = PsClients.inProcess(List.of(server), 1)) {
      client.pullDense(values);
    }
    return values;
  }

  /** The sparse rows by key. */
  Map<Long, List<Float>> rows() {
    Map<Long, List<Float>> rows = new HashMap<>();
    server.export(ServerPlan.FEATURES, (key, weights) -> rows.put(key, floats(weights)));
    return rows;
  }

  /** All that decides the next step. */
  byte[] state() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    server.save(out);
    return out.toByteArray();
  }

  static List<Float> floats(float[] values) {
    Float[] boxed = new Float[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return List.of(boxed);
  }

  @Override
  public void close() {
    server.close();
  }
}
