package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress.Phase;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import io.quern.ps.PsClient;
import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.cluster.ClusterSpec;
import io.quern.runtime.cluster.TrainingCluster;
import io.quern.runtime.data.EncodeJob;
import io.quern.runtime.data.EncodedSource;
import io.quern.runtime.data.SourceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One training on the driver, from the rows to the committed version, in the order of the sequence
 * diagram in {@code docs/architecture.md}.
 *
 * <p>Whatever happens, nothing stays behind: no cached rows, staged files, roles, threads or slots.
 * All Spark jobs carry the calling thread's job group and the tag {@code quern-<run id>};
 * cancelling by either, or interrupting the thread, ends the training with {@code CANCELLED}.
 */
public final class TrainJob {
  private final SparkContext spark;
  private final Configuration hadoop;
  private final TrainSpec spec;
  private final ProgressBoard board;
  private final String jobTag;

  private TrainJob(
      SparkContext spark, Configuration hadoop, TrainSpec spec, TrainingListener listener) {
    this.spark = requireNonNull(spark, "spark is null");
    this.hadoop = requireNonNull(hadoop, "hadoop is null");
    this.spec = requireNonNull(spec, "spec is null");
    this.board = new ProgressBoard(listener, spec.runId(), spec.options().schedule().epochs());
    this.jobTag = "quern-" + spec.runId();
  }

  /**
   * Trains and commits; blocks until done.
   *
   * @param hadoop how driver and parameter servers reach the model's path
   * @param source rows of the label (DOUBLE, may be NULL) and the features in canonical types; read
   *     once
   * @param validation rows of the same columns, all held out
   * @throws QuernException for every failure but those of the source's own query, which are Spark's
   */
  public static TrainResult run(
      SparkContext spark,
      Configuration hadoop,
      RDD<InternalRow> source,
      Optional<RDD<InternalRow>> validation,
      TrainSpec spec,
      TrainingListener listener) {
    return new TrainJob(spark, hadoop, spec, listener).run(source, validation);
  }

  private TrainResult run(RDD<InternalRow> source, Optional<RDD<InternalRow>> validation) {
    spark.addJobTag(jobTag);
    try {
      Beginning beginning = Beginning.of(spec, hadoop);
      try (EncodedSource rows = encode(source, validation)) {
        TrainResult result = train(rows, beginning);
        board.phase(Phase.DONE, "");
        return result;
      }
    } catch (Throwable e) {
      Throwable told = TrainFailure.told(e);
      board.phase(Phase.FAILED, String.valueOf(told.getMessage()));
      throw TrainFailure.rethrow(told);
    } finally {
      spark.removeJobTag(jobTag);
    }
  }

  private EncodedSource encode(RDD<InternalRow> source, Optional<RDD<InternalRow>> validation) {
    board.phase(Phase.ENCODING, "reading the source");
    boolean encoded = false;
    try {
      EncodedSource rows =
          new EncodeJob(spec.schema(), spec.label(), spec.path(), spec.options().schedule().seed())
              .run(source, validation, spec.options().schedule().validationFraction());
      encoded = true;
      return rows;
    } finally {
      if (!encoded) { // an interrupt ends the waiting for a job, not the job
        spark.cancelJobsWithTag(jobTag, "Training run " + spec.runId() + " has ended");
      }
    }
  }

  private TrainResult train(EncodedSource rows, Beginning beginning) throws SparkException {
    SourceSummary summary = rows.summary();
    FeatureMap features = beginning.features(rows.features());
    TrainingOptions options = spec.options().forRows(summary.trainingRows());
    NetworkSpec network = options.network().spec(features.features());
    ClusterShape shape = ClusterSizing.of(spark).shape(options, summary.trainingRows());
    board.sized(summary.trainingRows(), shape.workers(), shape.parameterServers());
    board.phase(Phase.STARTING, "forming the cluster");
    JavaRDD<byte[]> dealt = rows.deal(shape.workers());
    try (ModelStaging staging = ModelStaging.begin(spec, hadoop, beginning.lineage());
        TrainingCluster cluster = TrainingCluster.open(spark, spec.runId(), shape)) {
      boolean validates = summary.validationRows() > 0;
      DenseLayout layout = Networks.named(network.network()).dense(network);
      RowTables tables = RowTables.of(network, features.features());
      ServerPlan held = ServerPlan.of(options, tables, layout);
      WorkerPlan plan = workerPlan(features, network, held, shape.workers());
      InitialState initial = beginning.servers(held);
      List<EpochMetrics> history =
          trainEpochs(cluster, shape, options, plan, held, initial, dealt, validates, staging);
      board.phase(Phase.COMMITTING, "writing the model");
      int version = staging.commit(features, network, summary.trainingRows(), history);
      List<String> notes =
          Stream.of(beginning.note(), DeadModel.note(staging.metrics()))
              .flatMap(Optional::stream)
              .toList();
      return result(version, summary.trainingRows(), history, staging.metrics(), notes);
    }
  }

  private WorkerPlan workerPlan(
      FeatureMap features, NetworkSpec network, ServerPlan held, int workers) {
    return new WorkerPlan(
        features,
        network,
        spec.options().schedule().batchSize(),
        spec.options().step(),
        spec.options().metrics(),
        GaucGroups.of(spec.options().metrics(), features),
        spec.options().schedule().seed(),
        held.countsOccurrences(),
        CacheMemory.from(spark.getConf(), spark.master(), workers));
  }

  private List<EpochMetrics> trainEpochs(
      TrainingCluster cluster,
      ClusterShape shape,
      TrainingOptions options,
      WorkerPlan plan,
      ServerPlan held,
      InitialState initial,
      JavaRDD<byte[]> dealt,
      boolean validates,
      ModelStaging staging) {
    ServerAccess servers =
        new ServerAccess(cluster.ticket(), shape.parameterServers(), held.tables(), held.dense());
    EpochCoordinator workers = new EpochCoordinator(shape.workers(), board::worker);
    cluster.serve(workers);
    cluster.startServers(serverHost(servers, initial));
    CompletableFuture<Void> workerJob =
        cluster.start("workers", () -> runWorkers(dealt, new WorkerTask(servers, plan)));
    ClusterSpec formed = cluster.awaitFormed();
    List<EpochMetrics> history;
    try (PsClient driver = servers.connect(formed, shape.workers())) {
      history =
          new EpochLoop(
                  options, validates, cluster, workers, driver, held.dense().size(), staging, board)
              .run();
    }
    cluster.await(workerJob);
    return history;
  }

  private ServerHost serverHost(ServerAccess servers, InitialState initial) {
    return new ServerHost(
        servers,
        ServerMemory.from(spark.getConf(), spark.master(), servers.servers()),
        initial,
        new SerializableConfiguration(hadoop));
  }

  private Void runWorkers(JavaRDD<byte[]> dealt, WorkerTask task) {
    spark.setJobDescription("Quern workers of training " + spec.runId());
    dealt.foreachPartition(task);
    return null;
  }

  private TrainResult result(
      int version, long rows, List<EpochMetrics> history, EpochMetrics kept, List<String> notes) {
    EpochMetrics last = history.get(history.size() - 1);
    double seconds = Duration.between(spec.started(), Instant.now()).toNanos() * 1e-9;
    return new TrainResult(
        spec.path(),
        version,
        spec.algorithm(),
        rows,
        history.size(),
        seconds,
        rows * history.size() / seconds,
        last.training(),
        kept.validation(),
        notes);
  }
}
