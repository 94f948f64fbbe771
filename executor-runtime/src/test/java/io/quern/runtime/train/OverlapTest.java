package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.ps.PushStamp;
import io.quern.runtime.ClickTable;
import io.quern.runtime.data.SlotBlocks;
import io.quern.runtime.data.SlotRowsOf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which pushes a step has seen, in turn and beside computing, and how both end. */
class OverlapTest {
  private static final int EPOCH = 1;
  private static final WorkerIdentity SELF = new WorkerIdentity(0, 0, 0, () -> {});

  private TrainingOptions options;
  private WorkerPlan plan;
  private SlotBlocks rows;
  private Network network;
  private final List<ParameterServer> servers = new ArrayList<>();

  @BeforeEach
  void plan() {
    EncodedRows encoded = ClickTable.random(1_000, 3).encoded();
    FeatureSummary summary = new FeatureSummary(ClickTable.FEATURES);
    summary.add(encoded);
    FeatureMap features = summary.toFeatureMap(List.of());
    options = options("label=click", "model=FM", "embeddingDim=4", "batchSize=30", "workers=1");
    NetworkSpec spec = options.network().spec(features.features());
    network = Networks.named(spec.network()).create(spec);
    rows = SlotRowsOf.encoded(features, encoded);
    plan =
        new WorkerPlan(
            features,
            spec,
            options.schedule().batchSize(),
            options.step(),
            options.metrics(),
            GaucGroups.of(options.metrics(), features),
            options.schedule().seed(),
            false,
            options.cluster().overlap(),
            CacheMemory.from(new SparkConf(false), "local[1]", 1));
  }

  @AfterEach
  void close() {
    network.close();
    servers.forEach(ParameterServer::close);
  }

  @Test
  void inTurnEveryPullSeesEveryPush() throws Exception {
    byte[] found = trained(1);

    ParameterServer server = server();
    try (PsClient client = client(server)) {
      BatchReader reader = reader();
      BatchLane lane = lane(reader, client);
      for (int step = 0; step < reader.batches(); step++) {
        fetch(lane, step);
        compute(lane, step);
        push(lane, step);
      }
    }
    assertThat(found).isEqualTo(state(server));
  }

  @Test
  void besideComputingAPullSeesAllPushesButTheLast() throws Exception {
    byte[] found = trained(2);

    ParameterServer server = server();
    try (PsClient client = client(server)) {
      BatchReader reader = reader();
      List<BatchLane> lanes = List.of(lane(reader, client), lane(reader, client));
      fetch(lanes.get(0), 0);
      for (int step = 0; step < reader.batches(); step++) {
        if (step + 1 < reader.batches()) {
          fetch(lanes.get((step + 1) % 2), step + 1);
        }
        compute(lanes.get(step % 2), step);
        push(lanes.get(step % 2), step);
      }
    }
    assertThat(found).isEqualTo(state(server)).isNotEqualTo(trained(1));
  }

  @Test
  void anEpochOfOneStepOrNoneEndsToo() throws Exception {
    ParameterServer server = server();
    try (EpochTrainer trainer = trainer(server, 2)) {
      int last = trainer.batches() - 1;
      assertThat(trainer.train(EPOCH, last, soFar -> {}).scores().rows()).isEqualTo(30);
      assertThat(server.clock()).isEqualTo(1);
      assertThat(trainer.train(EPOCH, last + 1, soFar -> {}).scores().rows()).isZero();
      assertThat(server.clock()).isEqualTo(1);
    }
  }

  @Test
  void aFailureInTheThreadIsTheWorkersOwn() throws Exception {
    ParameterServer server = server();
    try (EpochTrainer trainer = trainer(server, 2)) {
      assertThatThrownBy(() -> trainer.train(EPOCH, 0, soFar -> server.close()))
          .isInstanceOfSatisfying(
              QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.CLUSTER))
          .hasMessage("The parameter server is closed");
      assertThat(exchangeThreads()).hasSize(1);
    }
    assertThat(exchangeThreads()).isEmpty();
  }

  @Test
  void aWorkerThatHasToStopLeavesNoThread() throws Exception {
    ParameterServer server = server();
    try (EpochTrainer trainer = trainer(server, 2)) {
      assertThatThrownBy(() -> trainer.train(EPOCH, 0, soFar -> Thread.currentThread().interrupt()))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(exchangeThreads()).isEmpty();
  }

  /** The state of a server after one epoch; every step that was told of was applied when it was. */
  private byte[] trained(int lanes) throws Exception {
    ParameterServer server = server();
    try (EpochTrainer trainer = trainer(server, lanes)) {
      trainer.train(
          EPOCH, 0, soFar -> assertThat(server.clock()).isGreaterThanOrEqualTo(soFar.batches()));
      assertThat(server.clock()).isEqualTo(trainer.batches());
    }
    assertThat(exchangeThreads()).isEmpty();
    return state(server);
  }

  private EpochTrainer trainer(ParameterServer server, int lanes) {
    List<PsClient> clients = Stream.generate(() -> client(server)).limit(lanes).toList();
    return new EpochTrainer(plan, SELF, rows, clients, network);
  }

  private ParameterServer server() {
    DenseLayout layout = network.dense();
    ServerPlan held = ServerPlan.of(options, plan.tables(), layout);
    ParameterServer server =
        new ParameterServer(
            new ParameterServerConfig(0, 1, held.tables(), held.dense(), 1 << 26, 0));
    server.initialiseDense(held.initialDense());
    servers.add(server);
    return server;
  }

  private static PsClient client(ParameterServer server) {
    return PsClients.inProcess(List.of(server), 0);
  }

  private BatchReader reader() {
    BatchReader reader = new BatchReader(plan.features(), rows, plan.batchSize());
    reader.shuffle(plan.orderSeed(SELF.worker()), EPOCH);
    return reader;
  }

  private BatchLane lane(BatchReader reader, PsClient client) {
    return new BatchLane(plan, reader, network.dense().size(), client);
  }

  private static void fetch(BatchLane lane, int step) {
    lane.read(step);
    lane.pull();
  }

  private void compute(BatchLane lane, int step) {
    long seed = plan.dropoutSeed(SELF.worker(), EPOCH, step);
    network.train(lane.batch, lane.rows(), lane.dense, seed, lane.gradients);
  }

  private static void push(BatchLane lane, int step) {
    lane.push(new PushStamp(0, SELF.worker(), SELF.attempt(), step));
  }

  private static byte[] state(ParameterServer server) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    server.save(state);
    return state.toByteArray();
  }

  private static List<String> exchangeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("quern-exchange"))
        .toList();
  }

  private static TrainingOptions options(String... assignments) {
    return TrainingOptions.from(
        DeepCtrOptions.SET.resolve(
            Stream.of(assignments)
                .map(assignment -> assignment.split("="))
                .map(part -> text(part[0], part[1]))
                .toList()));
  }

  private static OptionText text(String name, String value) {
    return new OptionText(name, value, SourcePosition.START, SourcePosition.START);
  }
}
