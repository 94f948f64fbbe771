package io.quern.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotLedgerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static SparkContext spark;
  private final SlotLedger ledger = new SlotLedger(new SlotCapacity(spark));
  private final ExecutorService other = Executors.newCachedThreadPool();

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[4]", Map.of());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void stopThreads() {
    other.shutdownNow();
  }

  @Test
  void onALocalMasterOnlyWorkersTakeSlots() throws Exception {
    try (SlotReservation slots = ledger.reserve(new ClusterShape(8, 4), LONG)) {
      assertThat(slots).isNotNull();
    }
  }

  @Test
  void moreThanThereCanEverBeIsRefusedAtOnce() {
    assertThatThrownBy(() -> ledger.reserve(new ClusterShape(1, 5), LONG))
        .isInstanceOfSatisfying(
            QuernException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE);
              assertThat(e)
                  .hasMessage(
                      "The training needs 5 task slots for its workers, the application has at"
                          + " most 4");
              assertThat(e.hint())
                  .hasValue("Lower option 'workers', or raise n in the master local[n]");
            });
  }

  @Test
  void aSecondTrainingWaitsForTheFirst() throws Exception {
    SlotReservation first = ledger.reserve(new ClusterShape(1, 3), LONG);
    Future<SlotReservation> second =
        other.submit(() -> ledger.reserve(new ClusterShape(1, 2), LONG));
    assertThat(second).isNotDone();
    first.close();
    first.close(); // a second close frees nothing more
    second.get().close();
    ledger.reserve(new ClusterShape(1, 4), LONG).close();
  }

  @Test
  void aTrainingThatWaitsTooLongIsToldWhoHoldsTheSlots() throws Exception {
    try (SlotReservation first = ledger.reserve(new ClusterShape(1, 3), LONG)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> ledger.reserve(new ClusterShape(1, 2), Duration.ofMillis(150)))
          .isInstanceOf(QuernException.class)
          .hasMessage(
              "The training needs 2 task slots for its workers; after 0 s the application has 4,"
                  + " of which other trainings hold 3");
    }
    ledger.reserve(new ClusterShape(1, 4), LONG).close();
  }

  @Test
  void aWaitingTrainingCanBeInterrupted() throws Exception {
    try (SlotReservation first = ledger.reserve(new ClusterShape(1, 4), LONG)) {
      assertThat(first).isNotNull();
      Future<SlotReservation> second =
          other.submit(() -> ledger.reserve(new ClusterShape(1, 1), LONG));
      other.shutdownNow();
      assertThatThrownBy(second::get).hasCauseInstanceOf(InterruptedException.class);
    }
    ledger.reserve(new ClusterShape(1, 4), LONG).close();
  }

  @Test
  void theBoundComesFromTheSettingsOfTheMaster() {
    SparkConf conf = new SparkConf(false).set("spark.executor.cores", "4");
    assertThat(SlotCapacity.limit("yarn", conf)).isEmpty();
    conf.set("spark.executor.instances", "3");
    assertThat(SlotCapacity.limit("yarn", conf)).hasValue(12);
    conf.set("spark.task.cpus", "2");
    assertThat(SlotCapacity.limit("yarn", conf)).hasValue(6);
    assertThat(SlotCapacity.limit("local-cluster[2, 5, 1024]", conf)).hasValue(4);
    conf.set("spark.dynamicAllocation.enabled", "true");
    assertThat(SlotCapacity.limit("yarn", conf)).isEmpty();
    conf.set("spark.dynamicAllocation.maxExecutors", "10");
    assertThat(SlotCapacity.limit("yarn", conf)).hasValue(20);
    SparkConf standalone = new SparkConf(false).set("spark.cores.max", "7");
    assertThat(SlotCapacity.limit("spark://host:7077", standalone)).hasValue(7);
  }
}
