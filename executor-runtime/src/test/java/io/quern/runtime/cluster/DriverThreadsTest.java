package io.quern.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.JobArtifactSet;
import org.apache.spark.JobArtifactState;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;

@Timeout(60)
class DriverThreadsTest {
  private static SparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[1]", Map.of());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void threadsActAsTheirCaller() throws Exception {
    spark.setJobGroup("group-7", "the statement", false);
    SparkSession session = SparkSession.builder().getOrCreate();
    SparkSession.setActiveSession(session);
    JobArtifactState artifacts = new JobArtifactState("state-7", Option.empty());
    UserGroupInformation ann = UserGroupInformation.createRemoteUser("ann");
    List<String> seen =
        ann.doAs(
            (PrivilegedExceptionAction<List<String>>)
                () ->
                    JobArtifactSet.withActiveJobArtifactState(
                        artifacts, DriverThreadsTest::describeThreadOfOurs));
    assertThat(seen)
        .containsExactly("group-7", "quern-run", "ann", "state-7", "true", "quern-job-run");
  }

  private static List<String> describeThreadOfOurs() {
    try (DriverThreads threads = new DriverThreads(spark, "run")) {
      return threads.start("job", DriverThreadsTest::describeThisThread).join();
    }
  }

  private static List<String> describeThisThread() throws Exception {
    return List.of(
        spark.getLocalProperty("spark.jobGroup.id"),
        spark.getJobTags().mkString(","),
        UserGroupInformation.getCurrentUser().getShortUserName(),
        JobArtifactSet.getCurrentJobArtifactState().get().uuid(),
        String.valueOf(SparkSession.getActiveSession().isDefined()),
        Thread.currentThread().getName());
  }

  @Test
  void closeInterruptsAndJoinsEveryThread() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Void> waiting;
    try (DriverThreads threads = new DriverThreads(spark, "joined-run")) {
      waiting =
          threads.start(
              "waiter",
              () -> {
                started.countDown();
                never.await();
                return null;
              });
      assertThat(started).satisfies(CountDownLatch::await);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).as("the caller's interrupt is kept").isTrue();
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains("joined-run"));
  }

  @Test
  void failuresOfABodyReachItsFuture() {
    try (DriverThreads threads = new DriverThreads(spark, "failing-run")) {
      CompletableFuture<Void> failing =
          threads.start(
              "job",
              () -> {
                throw new java.io.IOException("no disk");
              });
      assertThatThrownBy(failing::join).hasRootCauseMessage("no disk");
    }
  }
}
