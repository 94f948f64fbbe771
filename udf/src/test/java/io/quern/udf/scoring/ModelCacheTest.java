package io.quern.udf.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.model.bundle.WantedVersion;
import io.quern.model.scoring.LoadedModel;
import io.quern.udf.Clicks;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ModelCacheTest {
  private static final List<PinnedModel> models = new ArrayList<>();

  private final AtomicInteger opened = new AtomicInteger();
  private final ModelCache cache = new ModelCache(this::open, 2);

  @BeforeAll
  static void writeModels() {
    SparkSession session = UdfSession.create();
    Dataset<Row> clicks = Clicks.view(session, 10);
    for (int seed = 0; seed < 3; seed++) {
      String path = ModelFixture.newPath();
      ModelFixture.logisticRegression(seed).write(session, clicks, path);
      models.add(
          PinnedModel.open(path, WantedVersion.NEWEST, session.sessionState().newHadoopConf()));
    }
  }

  private LoadedModel open(PinnedModel model) {
    opened.incrementAndGet();
    return LoadedModel.open(model.bundle(), UdfSession.folder().resolve("copies"));
  }

  @Test
  void tasksShareAModel() {
    try (ModelCache.Lease first = cache.lease(models.get(0));
        ModelCache.Lease second = cache.lease(models.get(0))) {
      assertThat(first.model()).isSameAs(second.model());
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void idleModelsStayUntilOthersNeedThePlace() {
    cache.lease(models.get(0)).close();
    cache.lease(models.get(1)).close();
    cache.lease(models.get(0)).close();
    assertThat(opened).hasValue(2);

    cache.lease(models.get(2)).close();
    assertThat(cache.size()).isEqualTo(2);
    cache.lease(models.get(0)).close();
    assertThat(opened).as("used last, so kept").hasValue(3);
    cache.lease(models.get(1)).close();
    assertThat(opened).as("pushed out, so opened again").hasValue(4);
  }

  @Test
  void modelsInUseStayOpenBeyondTheCapacity() {
    List<ModelCache.Lease> leases = models.stream().map(cache::lease).toList();
    assertThat(cache.size()).isEqualTo(3);
    leases.forEach(lease -> lease.model().newScorer().close());
    leases.forEach(ModelCache.Lease::close);
    leases.forEach(ModelCache.Lease::close);
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void opensOnceForManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> uses = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        uses.add(threads.submit(() -> cache.lease(models.get(0)).close()));
      }
      for (Future<?> use : uses) {
        use.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(opened).hasValue(1);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void forgetsAModelThatCannotBeOpened() {
    ModelCache failing =
        new ModelCache(
            model -> {
              throw new IllegalStateException("No disk");
            },
            2);
    assertThatThrownBy(() -> failing.lease(models.get(0))).hasMessage("No disk");
    assertThat(failing.size()).isZero();
  }
}
