package io.quern.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Roles in executor JVMs of their own. The last tests kill them. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalClusterTest {
  private static SparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.startCluster(2, 1);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static String reportAttempt(RoleContext context) throws InterruptedException {
    context.register();
    context.awaitCluster();
    byte[] answer = context.ask(String.valueOf(context.attempt()).getBytes(UTF_8));
    if (new String(answer, UTF_8).equals("die")) {
      Runtime.getRuntime().halt(1);
    }
    return "worker %d, attempt %d".formatted(context.index(), context.attempt());
  }

  @Test
  @Order(1)
  void answersThatAreDeferredReachRolesInOtherProcesses() throws Exception {
    CompletableFuture<ChannelRequest> question = new CompletableFuture<>();
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-1", new ClusterShape(1, 1))) {
      cluster.serve(question::complete);
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 1, LocalClusterTest::reportAttempt));
      ClusterSpec spec = cluster.awaitFormed();
      assertThat(spec.parameterServers().get(0).port()).isPositive();
      assertThat(cluster.commandAll("hello".getBytes(UTF_8)))
          .containsExactly("0:hello".getBytes(UTF_8));
      ChannelRequest asked = cluster.await(question);
      assertThat(workers).isNotDone();
      asked.reply("go on".getBytes(UTF_8));
      assertThat(cluster.await(workers)).containsExactly("worker 0, attempt 0");
    }
  }

  @Test
  @Order(2)
  void aHandlersFailureIsThrownInTheRoleAndEndsTheRun() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-2", new ClusterShape(1, 1))) {
      cluster.serve(
          request -> request.fail(new QuernException(ErrorCode.DATA, "Loss is NaN at step 7")));
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 1, LocalClusterTest::reportAttempt));
      cluster.awaitFormed();
      assertThatThrownBy(() -> cluster.await(workers))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA))
          .hasMessage("Loss is NaN at step 7");
    }
  }

  @Test
  @Order(3)
  void cancellingTheJobGroupEndsRolesInOtherProcesses() throws Exception {
    CompletableFuture<ChannelRequest> question = new CompletableFuture<>();
    spark.setJobGroup("cancelled-group", "a training", false);
    try (TrainingCluster cluster =
        TrainingCluster.open(spark, "cancelled-run", new ClusterShape(1, 1))) {
      cluster.serve(question::complete);
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 1, LocalClusterTest::reportAttempt));
      cluster.awaitFormed();
      cluster.await(question);
      spark.cancelJobGroup("cancelled-group");
      assertThatThrownBy(() -> cluster.await(workers))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
          .hasMessage("The training was cancelled");
    } finally {
      spark.clearJobGroup();
    }
  }

  @Test
  @Order(4)
  void moreRolesThanSlotsAreRefusedWithBothNumbers() {
    assertThatThrownBy(() -> TrainingCluster.open(spark, "run-3", new ClusterShape(1, 2)))
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessage(
            "The training needs 3 task slots (parameter servers: 1, workers: 2), the application"
                + " has at most 2");
  }

  @Test
  @Order(5)
  void aKilledWorkerIsRetriedAsANewAttempt() {
    List<String> attempts = new ArrayList<>();
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-4", new ClusterShape(1, 1))) {
      cluster.serve(
          request -> {
            String attempt = new String(request.payload(), UTF_8);
            attempts.add(attempt);
            request.reply((attempt.equals("0") ? "die" : "go on").getBytes(UTF_8));
          });
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 1, LocalClusterTest::reportAttempt));
      cluster.awaitFormed();
      assertThat(cluster.await(workers)).containsExactly("worker 0, attempt 1");
      assertThat(attempts).containsExactly("0", "1");
    }
  }

  @Test
  @Order(6)
  void aKilledServerFailsTheRunWithItsAddress() {
    try (TrainingCluster cluster = TrainingCluster.open(spark, "run-5", new ClusterShape(1, 1))) {
      cluster.serve(request -> {});
      cluster.startServers(EchoServer::bind);
      CompletableFuture<List<String>> workers =
          cluster.start(
              "workers",
              () -> WorkerJob.run(spark, cluster.ticket(), 1, LocalClusterTest::reportAttempt));
      RoleAddress server = cluster.awaitFormed().parameterServers().get(0);
      CompletableFuture<byte[]> unused = cluster.command(0, "die".getBytes(UTF_8));
      assertThatThrownBy(() -> cluster.await(workers))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER))
          .hasMessage(
              "Parameter server 0 at %s:%d was lost".formatted(server.host(), server.port()));
    }
  }
}
