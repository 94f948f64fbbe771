package io.quern.cluster;

import static org.awaitility.Awaitility.await;

import io.quern.api.TrainingListener;
import io.quern.planner.session.Registration;
import io.quern.planner.session.TrainingListeners;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/** A Spark application with the dialect and the table {@code clicks}; closing it ends it. */
final class TestSession implements AutoCloseable {
  /** Spark counts the driver among the executors. */
  private static final int DRIVER = 1;

  /** Rows of {@code clicks}. */
  static final int ROWS = 40_000;

  /** 50 users, 200 items, and a row for the price. */
  static final int FEATURE_VALUES = 50 + 200 + 1;

  static final int BATCH_SIZE = 200;

  /**
   * Made-up clicks of a logistic model of a user, an item and a price. Hashes of the row's number
   * stand for chance, so that every session makes the same rows in the same partitions.
   */
  static final String CLICKS =
      """
      create temporary view clicks as
      select id, concat('user-', user) as user, item, price,
        if(chance < 1 / (1 + exp(3 - user %% 7 + 2 - item %% 5 + price)), 1, 0) as click
      from (
        select id, pmod(hash(id, 1), 50) as user, pmod(hash(id, 2), 200) as item,
          pmod(hash(id, 3), 2000) / 1000d as price, pmod(hash(id, 4), 1000000) / 1e6d as chance
        from range(0, %d, 1, 4))
      """
          .formatted(ROWS);

  private final SparkSession session;

  private TestSession(String master, Map<String, String> settings) {
    SparkSession.Builder builder = (SparkSession.Builder) SparkSession.builder();
    Map<String, String> all = new HashMap<>(settings);
    all.put("spark.sql.extensions", "io.quern.planner.QuernExtensions");
    all.put("spark.ui.enabled", "false");
    all.put("spark.sql.shuffle.partitions", "2");
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.driver.bindAddress", "127.0.0.1");
    all.forEach(builder::config);
    session = (SparkSession) builder.master(master).appName("cluster-tests").getOrCreate();
    session.sql(CLICKS);
  }

  /** Threads of this process. */
  static TestSession local(int threads) {
    return new TestSession("local[%d]".formatted(threads), Map.of());
  }

  /**
   * Executor processes, all of them up, that see the class path of this one; their temporary files
   * go here too.
   */
  static TestSession cluster(int executors, int coresEach) {
    TestSession session = new TestSession(clusterMaster(executors, coresEach), clusterSettings());
    session.awaitExecutors(executors);
    return session;
  }

  static String clusterMaster(int executors, int coresEach) {
    return "local-cluster[%d,%d,1024]".formatted(executors, coresEach);
  }

  /** What a local-cluster master needs to run from a class path instead of an installation. */
  static Map<String, String> clusterSettings() {
    return Map.of(
        "spark.executorEnv.SPARK_SCALA_VERSION",
        "2.13",
        "spark.executor.extraClassPath",
        System.getProperty("java.class.path"),
        "spark.executor.extraJavaOptions",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
  }

  /** A TRAIN statement of {@code clicks} with further options, {@code and name='value' …}. */
  static String train(Path model, String options) {
    return """
        train (select user, item, price, click from clicks) as DeepCTR.`%s`
        where label='click' and batchSize=%d and learningRate=0.02 %s
        """
        .formatted(model, BATCH_SIZE, options);
  }

  List<Row> sql(String statement) {
    return session.sql(statement).collectAsList();
  }

  /** The score of every click under the newest version of a model, by the row's number. */
  List<Row> scores(Path model) {
    return sql(
        "select id, predict('%s', user, item, price) as score from clicks order by id"
            .formatted(model));
  }

  /** The AUC of the newest version of a model on the rows it was trained on. */
  double auc(Path model) {
    return sql("select auc(click, predict('%s', user, item, price)) from clicks".formatted(model))
        .get(0)
        .getDouble(0);
  }

  Registration listen(TrainingListener listener) {
    return TrainingListeners.register(session, listener);
  }

  /** Waits until so many executors have registered and none else is left. */
  void awaitExecutors(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> context().statusTracker().getExecutorInfos().length == count + DRIVER);
  }

  SparkContext context() {
    return session.sparkContext();
  }

  @Override
  public void close() {
    session.stop();
  }
}
