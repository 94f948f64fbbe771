package io.quern.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainingClusterTest {
  private static SparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[2]", Map.of());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Replies to all when {@code parties} have asked: a barrier. */
  private static ChannelHandler barrier(int parties) {
    List<ChannelRequest> waiting = new ArrayList<>();
    return request -> {
      waiting.add(request);
      if (waiting.size() == parties) {
        waiting.forEach(each -> each.reply(each.payload()));
        waiting.clear();
      }
    };
  }

  private static String askAtBarrier(RoleContext context) throws InterruptedException {
    context.register();
    ClusterSpec spec = context.awaitCluster();
    byte[] answer = context.ask(("worker " + context.index()).getBytes(UTF_8));
    return new String(answer, UTF_8) + " of " + spec.workers().size();
  }

  @Test
  void formsAClusterWithServersInTheDriverAndWorkersInTasks() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-1", new ClusterShape(2, 2))) {
      cluster.serve(barrier(2));
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 2, TrainingClusterTest::askAtBarrier));
      ClusterSpec spec = cluster.awaitFormed();
      assertThat(spec.parameterServers()).extracting(RoleAddress::index).containsExactly(0, 1);
      assertThat(spec.parameterServers()).allMatch(role -> role.port() > 0);
      assertThat(spec.workers()).extracting(RoleAddress::index).containsExactly(0, 1);
      assertThat(cluster.await(workers)).containsExactly("worker 0 of 2", "worker 1 of 2");
      assertThat(cluster.commandAll("hello".getBytes(UTF_8)))
          .containsExactly("0:hello".getBytes(UTF_8), "1:hello".getBytes(UTF_8));
    }
  }

  @Test
  void namesTheRolesThatDoNotRegister() {
    spark.conf().set(ClusterSettings.REGISTRATION_TIMEOUT, "1s");
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-2", new ClusterShape(1, 2))) {
      cluster.startServers(EchoServer::bind);
      cluster.commandAll("ready?".getBytes(UTF_8));
      assertThatThrownBy(cluster::awaitFormed)
          .isInstanceOf(QuernException.class)
          .hasMessage("2 of 3 roles did not register within 1 s: worker 0, worker 1");
    } finally {
      spark.conf().remove(ClusterSettings.REGISTRATION_TIMEOUT);
    }
  }

  @Test
  void aFailingCommandIsThrownToTheDriverAndLeavesTheServerRunning() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-3", new ClusterShape(1, 1))) {
      cluster.startServers(EchoServer::bind);
      assertThatThrownBy(() -> cluster.await(cluster.command(0, "refuse".getBytes(UTF_8))))
          .isInstanceOfSatisfying(
              QuernException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.STORAGE);
                assertThat(e).hasMessage("Disk is full");
                assertThat(e.hint()).hasValue("Buy");
              });
      assertThat(cluster.await(cluster.command(0, "again".getBytes(UTF_8))))
          .isEqualTo("0:again".getBytes(UTF_8));
    }
  }

  @Test
  void aServerThatCannotStartFailsTheClusterWithItsReason() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-4", new ClusterShape(1, 1))) {
      cluster.startServers(
          context -> {
            throw new QuernException(ErrorCode.RESOURCE, "No memory for server 0");
          });
      assertThatThrownBy(cluster::awaitFormed)
          .isInstanceOf(QuernException.class)
          .hasMessage("No memory for server 0");
    }
  }

  @Test
  void anErrorInAServerIsTheReasonThatIsTold() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-7", new ClusterShape(1, 1))) {
      cluster.startServers(
          context -> {
            throw new NoClassDefFoundError("io/quern/Missing");
          });
      assertThatThrownBy(cluster::awaitFormed)
          .isInstanceOf(QuernException.class)
          .hasMessage("Unexpected failure: java.lang.NoClassDefFoundError: io/quern/Missing");
    }
  }

  @Test
  void cancellingTheJobGroupEndsDriverAndRoles() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ExecutorService user = Executors.newSingleThreadExecutor();
    try {
      Future<?> statement =
          user.submit(
              () -> {
                spark.setJobGroup("my-group", "a training", false);
                try (TrainingCluster cluster =
                    TrainingCluster.open(spark, "run-5", new ClusterShape(1, 1))) {
                  cluster.serve(request -> asked.countDown()); // never answers
                  cluster.startServers(EchoServer::bind);
                  CompletableFuture<List<String>> workers =
                      cluster.start(
                          "workers",
                          () ->
                              WorkerJob.run(
                                  spark, cluster.ticket(), 1, TrainingClusterTest::askAtBarrier));
                  cluster.awaitFormed();
                  return cluster.await(workers);
                }
              });
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> asked.getCount() == 0 || statement.isDone());
      long start = System.nanoTime();
      spark.cancelJobGroup("my-group");
      assertThatThrownBy(statement::get)
          .cause()
          .isInstanceOfSatisfying(
              QuernException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
                assertThat(e).hasMessage("The training was cancelled");
              });
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      Awaitility.await().until(() -> threadsNamed("run-5").isEmpty());
    } finally {
      user.shutdownNow();
    }
  }

  @Test
  void trainingsThatDoNotFitTogetherRunOneAfterTheOther() throws Exception {
    ExecutorService users = Executors.newFixedThreadPool(3);
    try {
      List<Future<List<String>>> trainings = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String runId = "crowd-" + i;
        trainings.add(users.submit(() -> trainWithTwoWorkers(runId)));
      }
      for (Future<List<String>> training : trainings) {
        assertThat(training.get()).containsExactly("worker 0 of 2", "worker 1 of 2");
      }
    } finally {
      users.shutdownNow();
    }
  }

  private static List<String> trainWithTwoWorkers(String runId) {
    try (TrainingCluster cluster = TrainingCluster.open(spark, runId, new ClusterShape(1, 2))) {
      cluster.serve(barrier(2));
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 2, TrainingClusterTest::askAtBarrier));
      cluster.awaitFormed();
      return cluster.await(workers);
    }
  }

  @Test
  void aWorkersJobThatFailsIsToldInOneLine() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-7", new ClusterShape(1, 1))) {
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () ->
                  WorkerJob.run(
                      spark,
                      cluster.ticket(),
                      1,
                      context -> {
                        throw new IllegalStateException("broken");
                      }));
      assertThatThrownBy(() -> cluster.await(workers))
          .isInstanceOf(QuernException.class)
          .message()
          .startsWith("A job of the training failed: org.apache.spark.SparkException: Job aborted")
          .endsWith("java.lang.IllegalStateException: broken");
    }
  }

  @Test
  void interruptingTheWaitingDriverCancels() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ExecutorService user = Executors.newSingleThreadExecutor();
    try {
      Future<?> statement =
          user.submit(
              () -> {
                try (TrainingCluster cluster =
                    TrainingCluster.open(spark, "run-6", new ClusterShape(1, 1))) {
                  cluster.startServers(EchoServer::bind);
                  waiting.countDown();
                  cluster.await(new CompletableFuture<>());
                }
              });
      waiting.await();
      user.shutdownNow(); // interrupts
      assertThatThrownBy(statement::get).cause().hasMessage("The training was cancelled");
      Awaitility.await().until(() -> threadsNamed("run-6").isEmpty());
    } finally {
      user.shutdownNow();
    }
  }

  private static List<String> threadsNamed(String part) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(part))
        .toList();
  }
}
