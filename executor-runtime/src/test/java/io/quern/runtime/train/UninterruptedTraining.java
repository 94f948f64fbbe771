package io.quern.runtime.train;

import io.quern.api.Options;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.runtime.ClickTable;
import io.quern.runtime.data.EncodeJob;
import io.quern.runtime.data.EncodedSource;
import io.quern.runtime.data.SlotCache;
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
  private final FeatureSchema schema;
  private final TrainingOptions options;
  private final ParameterServerConfig config;
  private final NetworkSpec network;
  private ParameterServer server;
  private FeatureMap features;
  private int days;

  UninterruptedTraining(SparkContext spark, Path folder, FeatureSchema schema, Options resolved) {
    this.spark = spark;
    this.folder = folder;
    this.schema = schema;
    this.options = TrainingOptions.from(resolved);
    this.network = options.network().spec(schema.features());
    ServerPlan held =
        ServerPlan.of(
            options,
            RowTables.of(network, schema.features()),
            Networks.named(network.network()).dense(network));
    this.config = new ParameterServerConfig(0, 1, held.tables(), held.dense(), 1 << 26, 0);
    this.server = new ParameterServer(config);
    server.initialiseDense(held.initialDense());
  }

  /** One epoch over a day's rows. */
  void train(ClickTable day) throws Exception {
    try (EncodedSource source =
            new EncodeJob(schema, "click", "m", options.schedule().seed())
                .run(day.toRdd(spark, 2), Optional.empty(), 0);
        SlotCache rows = cache(source);
        PsClient client = PsClients.inProcess(List.of(server), 0);
        Network running = Networks.named(network.network()).create(network);
        EpochTrainer trainer = trainer(rows, client, running)) {
      trainer.train(1, 0, soFar -> {});
    }
    server.endEpoch();
  }

  private EpochTrainer trainer(SlotCache rows, PsClient client, Network running) {
    WorkerIdentity worker = new WorkerIdentity(0, days++, 0, () -> {});
    return new EpochTrainer(plan(), worker, rows.training(), List.of(client), running);
  }

  private SlotCache cache(EncodedSource source) throws Exception {
    features = features == null ? source.features() : features.extendedBy(source.features());
    return SlotCache.read(features, -1, source.deal(1).collect().iterator(), 1 << 26, this::file);
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
        config.tables().get(0).countsOccurrences(),
        options.cluster().overlap(),
        CacheMemory.from(new SparkConf(false), "local[1]", 1));
  }

  /** Goes on with the weights alone. */
  void forgetOptimizer() {
    ParameterServer fresh = new ParameterServer(config);
    fresh.initialiseDense(dense());
    for (int table = 0; table < config.tables().size(); table++) {
      server.export(table, fresh.importer(table));
    }
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
    for (int table = 0; table < config.tables().size(); table++) {
      server.export(table, (key, weights) -> rows.put(key, floats(weights)));
    }
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
