package io.quern.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.TrainingProgress.Phase;
import io.quern.planner.session.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two parameter servers and two workers in two executor processes of two cores each. */
@Timeout(240)
class ClusterTrainingTest {
  private static final String TWO_BY_TWO =
      "and model='LR' and parameterServers=2 and workers=2 and epochs=3";
  private static final String ENDLESS =
      "and model='LR' and parameterServers=2 and workers=2 and epochs=100000";

  private static final Pattern EPOCH_KEPT =
      Pattern.compile("Epoch (\\d+) is kept; the same statement goes on from it");

  private static final long BATCHES = TestSession.ROWS / TestSession.BATCH_SIZE;

  /** Workers of an asynchronous training take their steps in an order of their own each time. */
  private static final double TOLERANCE = 0.01;

  @TempDir private static Path models;

  private static Row locally;
  private static List<Row> localScores;
  private static TestSession session;
  private static RolePlaces places;
  private static Set<Integer> serverPorts;
  private static Row onTheCluster;
  private static Set<String> serverPlaces;
  private static Set<String> workerPlaces;

  @BeforeAll
  static void trainLocallyAndOnTheCluster() {
    try (TestSession local = TestSession.local(2)) {
      locally = local.sql(TestSession.train(models.resolve("local"), TWO_BY_TWO)).get(0);
      localScores = local.scores(models.resolve("local"));
    }
    session = TestSession.cluster(2, 2);
    places = new RolePlaces();
    session.context().addSparkListener(places);
    serverPorts = new ConcurrentSkipListSet<>();
    try (Registration listening =
        session.listen(
            progress -> {
              if (progress.phase() == Phase.TRAINING && serverPorts.isEmpty()) {
                serverPorts.addAll(portsOfExecutors());
              }
            })) {
      onTheCluster = session.sql(TestSession.train(models.resolve("cluster"), TWO_BY_TWO)).get(0);
    }
    serverPorts.removeAll(portsOfExecutors());
    await().until(() -> places.of(RolePlaces.WORKERS).size() == 2);
    serverPlaces = places.of(RolePlaces.SERVERS);
    workerPlaces = places.of(RolePlaces.WORKERS);
  }

  @AfterAll
  static void stop() {
    if (session != null) {
      session.close();
    }
  }

  private static Set<Integer> portsOfExecutors() {
    Set<Integer> ports = new TreeSet<>();
    ExecutorProcesses.of(ProcessHandle.current())
        .forEach(executor -> ports.addAll(ListeningPorts.of(executor)));
    return ports;
  }

  @Test
  void lossAndAucEqualTheLocalRun() {
    assertThat(onTheCluster.<Long>getAs("rows")).isEqualTo(TestSession.ROWS);
    assertThat(onTheCluster.<Integer>getAs("epochs")).isEqualTo(3);
    assertThat(onTheCluster.<Double>getAs("loss"))
        .isCloseTo(locally.getAs("loss"), within(TOLERANCE));
    assertThat(onTheCluster.<Double>getAs("auc"))
        .isCloseTo(locally.getAs("auc"), within(TOLERANCE))
        .isGreaterThan(0.8);
    assertThat(session.auc(models.resolve("cluster")))
        .isCloseTo(onTheCluster.getAs("auc"), within(TOLERANCE));
  }

  @Test
  void everyServerServedEveryWorkerOverTheNetwork() throws IOException {
    JsonNode servers = lastEpoch(models.resolve("cluster")).get("parameterServers");
    assertThat(servers).hasSize(2);
    assertThat(serverPlaces).containsExactly("0", "1");
    assertThat(workerPlaces).containsExactly("0", "1");
    assertThat(serverPorts).as("ports that executors listen on in trainings only").hasSize(2);
    long rows = 0;
    for (JsonNode server : servers) {
      assertThat(pulls(server, 0)).isPositive();
      assertThat(pulls(server, 1)).isPositive();
      assertThat(pulls(server, 0) + pulls(server, 1)).isGreaterThanOrEqualTo(3 * BATCHES);
      rows += server.get("rows").longValue();
    }
    assertThat(rows).isEqualTo(TestSession.FEATURE_VALUES);
  }

  private static long pulls(JsonNode server, int worker) {
    JsonNode counted = server.get("workers").get(worker);
    assertThat(counted.get("worker").intValue()).isEqualTo(worker);
    assertThat(counted.get("pushes")).isEqualTo(counted.get("pulls"));
    return counted.get("pulls").longValue();
  }

  private static JsonNode lastEpoch(Path model) throws IOException {
    List<String> epochs = Files.readAllLines(model.resolve("versions/1/metrics.ndjson"));
    return new ObjectMapper().readTree(epochs.get(epochs.size() - 1));
  }

  @Test
  void executorsPredictWhatTheLocalRunPredicts() {
    assertThat(session.scores(models.resolve("local"))).isEqualTo(localScores);
  }

  @Test
  void trainsANetworkOfTensorFlowInExecutors() {
    Path model = models.resolve("deep");
    Row row =
        session
            .sql(
                TestSession.train(
                    model,
                    "and model='DeepFM' and embeddingDim=4 and hiddenUnits='8' and epochs=1"
                        + " and parameterServers=2 and workers=2"))
            .get(0);
    assertThat(row.<Double>getAs("auc")).isGreaterThan(0.7);
    assertThat(session.auc(model)).isGreaterThan(0.8);
  }

  @Test
  void aKilledExecutorEndsTheStatementWithOneErrorAndLeavesNothingBehind() throws Exception {
    session.awaitExecutors(2);
    Census before = Census.take(session, models);
    QuernException told;
    try (RunningTraining training =
        new RunningTraining(session, TestSession.train(models.resolve("killed"), ENDLESS))) {
      String server = places.of(RolePlaces.SERVERS).iterator().next();
      assertThat(ExecutorProcesses.withId(server).destroyForcibly()).isTrue();
      told = (QuernException) training.failure(Duration.ofSeconds(30));
    }
    assertThat(told.code()).isEqualTo(ErrorCode.CLUSTER);
    // Whoever notices first tells: the registry, Spark, or a worker that calls or reconnects.
    assertThat(told.getMessage())
        .matches("Parameter server [01] at \\S+:\\d+ (was lost|did not accept).*");
    assertEverythingIsAsBefore(before);
    assertThat(models.resolve("killed/versions")).doesNotExist();
    trainsAgain(models.resolve("killed"));
  }

  @Test
  void withResumeAKilledExecutorCostsNoMoreThanTheEpochUnderWay() throws Exception {
    session.awaitExecutors(2);
    Path model = models.resolve("resumed");
    QuernException told;
    try (RunningTraining training =
        new RunningTraining(session, TestSession.train(model, ENDLESS + " and resume=true"))) {
      String server = places.of(RolePlaces.SERVERS).iterator().next();
      assertThat(ExecutorProcesses.withId(server).destroyForcibly()).isTrue();
      told = (QuernException) training.failure(Duration.ofSeconds(30));
    }
    Matcher kept = EPOCH_KEPT.matcher(told.hint().orElseThrow());
    assertThat(kept.matches()).as(told.toString()).isTrue();
    session.awaitExecutors(2);
    int epochs = Integer.parseInt(kept.group(1)) + 1;
    String oneMore = ENDLESS.replaceFirst("epochs=\\d+", "epochs=" + epochs);
    Row row = session.sql(TestSession.train(model, oneMore + " and resume=true")).get(0);
    assertThat(row.<Integer>getAs("epochs")).isEqualTo(epochs);
    // One of several epochs was trained here, and the speed counts no more than that.
    assertThat(row.<Double>getAs("rowsPerSecond") * row.<Double>getAs("seconds"))
        .isCloseTo(TestSession.ROWS, within(1.0));
    assertThat(model.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aCancelledStatementEndsAtOnceAndLeavesNothingBehind() throws Exception {
    session.awaitExecutors(2);
    Census before = Census.take(session, models);
    QuernException told;
    long cancelled;
    try (RunningTraining training =
        new RunningTraining(session, TestSession.train(models.resolve("cancelled"), ENDLESS))) {
      assertThatTheCensusSeesTheTraining(before, Census.take(session, models));
      cancelled = System.nanoTime();
      session.context().cancelJobGroup(RunningTraining.GROUP);
      told = (QuernException) training.failure(Duration.ofSeconds(30));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(2));
    assertThat(told.headline()).isEqualTo("ERROR CANCELLED: The training was cancelled");
    assertEverythingIsAsBefore(before);
    trainsAgain(models.resolve("cancelled"));
  }

  private static void assertThatTheCensusSeesTheTraining(Census before, Census during) {
    assertThat(during.driverThreads()).isNotEqualTo(before.driverThreads());
    assertThat(during.executorThreads()).isNotEqualTo(before.executorThreads());
    assertThat(during.executorPorts()).isEqualTo(before.executorPorts() + 2);
    assertThat(during.registryNodes()).isGreaterThan(before.registryNodes());
    assertThat(during.registrySessions()).isEqualTo(before.registrySessions() + 5);
    assertThat(during.persistedRdds()).isEqualTo(before.persistedRdds() + 1);
  }

  private static void assertEverythingIsAsBefore(Census before) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(Census.take(session, models)).isEqualTo(before));
  }

  private static void trainsAgain(Path model) {
    Row row = session.sql(TestSession.train(model, TWO_BY_TWO)).get(0);
    assertThat(row.<Integer>getAs("version")).isEqualTo(1);
    assertThat(row.<Double>getAs("auc")).isCloseTo(locally.getAs("auc"), within(TOLERANCE));
  }
}
