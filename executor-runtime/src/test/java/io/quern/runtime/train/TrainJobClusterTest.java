package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.TrainingProgress;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Parameter server and workers in executor JVMs of their own. */
@Timeout(240)
class TrainJobClusterTest {
  private static LocalSpark spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.executors(3);
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void aWorkerThatIsKilledIsReplacedAndTheModelIsAsGood() {
    ClickTable table = ClickTable.random(20_000, 3);
    ClickTable unseen = ClickTable.random(5_000, 4);
    WorkerPlaces places = new WorkerPlaces();
    context().addSparkListener(places);
    AtomicBoolean killed = new AtomicBoolean();
    Trainings training =
        new Trainings(context(), folder.resolve("m"))
            .with("workers", 2)
            .with("parameterServers", 1)
            .with("epochs", 6)
            .listening(progress -> killOneWorkerInEpoch(3, progress, places, killed));

    TrainResult result = training.train(table);

    assertThat(killed).isTrue();
    assertThat(places.executors).hasSizeGreaterThan(2);
    assertThat(result.epochs()).isEqualTo(6);
    assertThat(result.rows()).isEqualTo(20_000);
    assertThat(ServedModel.auc(training.repository().openNewest(), folder, unseen))
        .isCloseTo(unseen.bestAuc(), within(0.005));
  }

  @Test
  void aModelIsAsGoodWhenRowsAreExchangedBesideComputing() {
    ClickTable table = ClickTable.random(20_000, 3);
    ClickTable unseen = ClickTable.random(5_000, 4);
    Trainings beside = training("beside", unseen, table, "auto", "async");
    Trainings inTurn = training("turn", unseen, table, "off", "async");
    Trainings sync = training("sync", unseen, table, "auto", "sync");

    double auc = ServedModel.auc(beside.repository().openNewest(), folder.resolve("b"), unseen);
    double before = ServedModel.auc(inTurn.repository().openNewest(), folder.resolve("t"), unseen);
    assertThat(auc).isCloseTo(before, within(0.0005)).isCloseTo(unseen.bestAuc(), within(0.005));
    assertThat(beside.workerSeconds("hidden")).hasSize(6).allMatch(seconds -> seconds > 0);
    assertThat(inTurn.workerSeconds("hidden")).containsOnly(0.0);
    assertThat(sync.workerSeconds("hidden")).containsOnly(0.0);
    SameVersions.assertSame(sync, inTurn);
  }

  private Trainings training(
      String name, ClickTable unseen, ClickTable table, String overlap, String mode) {
    Trainings training = new Trainings(context(), folder.resolve(name)).with("overlap", overlap);
    training.with("mode", mode).with("parameterServers", 2).with("epochs", 6);
    training.train(table, unseen);
    return training;
  }

  private static void killOneWorkerInEpoch(
      int epoch, TrainingProgress progress, WorkerPlaces places, AtomicBoolean killed) {
    if (progress.epoch() == epoch && killed.compareAndSet(false, true)) {
      context().killAndReplaceExecutor(places.executors.iterator().next());
    }
  }

  private static SparkContext context() {
    return spark.context();
  }

  /** The executors that have run workers. */
  private static final class WorkerPlaces extends SparkListener {
    private final Set<String> executors = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> descriptions = new ConcurrentHashMap<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      String description = job.properties().getProperty("spark.job.description", "");
      CollectionConverters.asJava(job.stageIds())
          .forEach(stage -> descriptions.put((Integer) stage, description));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
      if (descriptions.getOrDefault(task.stageId(), "").startsWith("Quern workers")) {
        executors.add(task.taskInfo().executorId());
      }
    }
  }
}
