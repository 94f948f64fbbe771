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
import io.quern.runtime.data.RowsDigest;
import io.quern.runtime.data.SourceSummary;
import io.quern.runtime.trainings.RunningTraining;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
 * <p>Whatever happens, nothing stays behind: no cached rows, roles, threads or slots, and no staged
 * files but those of the checkpoint that option {@code resume} asks for. All Spark jobs carry the
 * calling thread's job group and the tag {@code quern-<run id>}; cancelling by either, by CANCEL
 * TRAINING, or interrupting the thread, ends the training with {@code CANCELLED}.
 */
public final class TrainJob {
  private final SparkContext spark;
  private final Configuration hadoop;
  private final TrainSpec spec;
  private final RunningTraining running;
  private final TrainingWatch watch;
  private final ProgressBoard board;
  private final String jobTag;

  private TrainJob(
      SparkContext spark,
      Configuration hadoop,
      TrainSpec spec,
      RunningTraining running,
      TrainingListener listener) {
    this.spark = requireNonNull(spark, "spark is null");
    this.hadoop = requireNonNull(hadoop, "hadoop is null");
    this.spec = requireNonNull(spec, "spec is null");
    this.running = requireNonNull(running, "running is null");
    this.watch = new TrainingWatch(running);
    this.board =
        new ProgressBoard(listener, watch, spec.runId(), spec.options().schedule().epochs());
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
    try (RunningTraining running =
        RunningTraining.begin(
            spark,
            hadoop,
            spec.runId(),
            spec.statement(),
            spec.path(),
            spec.options().schedule().epochs(),
            spec.started())) {
      return new TrainJob(spark, hadoop, spec, running, listener).run(source, validation);
    }
  }

  private TrainResult run(RDD<InternalRow> source, Optional<RDD<InternalRow>> validation) {
    spark.addJobTag(jobTag);
    try {
      Beginning beginning = Beginning.of(spec, hadoop);
      board.phase(Phase.ENCODING, "reading the source");
      try (EncodedSource rows = reading(() -> encode(source, validation))) {
        TrainResult result = train(rows, beginning);
        running.committed(result.version());
        board.phase(Phase.DONE, "");
        return result;
      }
    } catch (Throwable e) {
      Throwable told = running.isCancelled() ? TrainFailure.cancelled(e) : TrainFailure.told(e);
      running.failed(told);
      board.phase(Phase.FAILED, String.valueOf(told.getMessage()));
      throw TrainFailure.rethrow(told);
    } finally {
      spark.removeJobTag(jobTag);
    }
  }

  private EncodedSource encode(RDD<InternalRow> source, Optional<RDD<InternalRow>> validation) {
    return new EncodeJob(spec.schema(), spec.label(), spec.path(), spec.options().schedule().seed())
        .forWorkers(ClusterSizing.of(spark).mostWorkers(spec.options()))
        .run(source, validation, spec.options().schedule().validationFraction());
  }

  private <T> T reading(Supplier<T> job) {
    boolean done = false;
    try {
      T result = job.get();
      done = true;
      return result;
    } finally {
      if (!done) { // an interrupt ends the waiting for a job, not the job
        spark.cancelJobsWithTag(jobTag, "Training run " + spec.runId() + " has ended");
      }
    }
  }

  private TrainResult train(EncodedSource rows, Beginning asked) throws SparkException {
    Plans plans = plan(rows, asked);
    watch.begins(plans.course().history());
    try (ModelStaging staging = ModelStaging.begin(spec, hadoop, plans.beginning())) {
      CheckpointKeeper checkpoints =
          new CheckpointKeeper(spec, plans.training(), plans.features(), plans.layout(), staging);
      try (TrainingCluster cluster = TrainingCluster.open(spark, spec.runId(), plans.shape())) {
        trainEpochs(cluster, plans, staging, checkpoints);
        board.phase(Phase.COMMITTING, "writing the model");
        int version =
            staging.commit(
                plans.features(),
                plans.network(),
                plans.rows(),
                plans.course().history(),
                watch.steps());
        return result(version, plans, staging.metrics());
      } catch (Throwable e) {
        throw TrainFailure.rethrow(checkpoints.told(e));
      }
    }
  }

  /**
   * What is decided before the cluster is there.
   *
   * @param rows that every epoch trains on
   * @param dealt those rows and the ones held out, by worker
   * @param options with what they leave to the rows
   * @param training tells it from others
   */
  private record Plans(
      Beginning beginning,
      long rows,
      ClusterShape shape,
      JavaRDD<byte[]> dealt,
      FeatureMap features,
      NetworkSpec network,
      DenseLayout layout,
      ServerPlan held,
      TrainingCourse course,
      TrainingOptions options,
      TrainingIdentity training) {}

  private Plans plan(EncodedSource rows, Beginning asked) throws SparkException {
    SourceSummary summary = rows.summary();
    TrainingOptions options = spec.options().forRows(summary.trainingRows());
    ClusterShape shape =
        ClusterSizing.of(spark)
            .shape(spec.options(), summary.trainingRows())
            .withWorkersUpTo(rows.shares()); // slots may have come while the source was read
    board.sized(summary.trainingRows(), shape.workers(), shape.parameterServers());
    JavaRDD<byte[]> dealt = rows.deal(shape.workers());
    ModelStaging.sweep(spec, hadoop);
    boolean resumes = spec.options().versions().resume();
    RowsDigest digest = resumes ? reading(rows::digest) : RowsDigest.NONE;
    TrainingIdentity training = TrainingIdentity.of(spec, asked.lineage(), digest);
    Beginning beginning = resumes ? asked.resumed(hadoop, training) : asked;
    board.phase(Phase.STARTING, beginning.place());
    FeatureMap features = beginning.features(rows.features());
    NetworkSpec network = options.network().spec(features.features());
    DenseLayout layout = Networks.named(network.network()).dense(network);
    return new Plans(
        beginning,
        summary.trainingRows(),
        shape,
        dealt,
        features,
        network,
        layout,
        ServerPlan.of(options, RowTables.of(network, features.features()), layout),
        new TrainingCourse(options, summary.validationRows() > 0, beginning.history()),
        options,
        training);
  }

  private WorkerPlan workerPlan(Plans plans) {
    return new WorkerPlan(
        plans.features(),
        plans.network(),
        plans.options().schedule().batchSize(),
        spec.options().step(),
        spec.options().metrics(),
        GaucGroups.of(spec.options().metrics(), plans.features()),
        spec.options().schedule().seed(),
        plans.held().countsOccurrences(),
        spec.options().cluster().overlap(),
        CacheMemory.from(spark.getConf(), spark.master(), plans.shape().workers()));
  }

  private void trainEpochs(
      TrainingCluster cluster, Plans plans, ModelStaging staging, CheckpointKeeper checkpoints) {
    ServerPlan held = plans.held();
    ClusterShape shape = plans.shape();
    ServerAccess access =
        new ServerAccess(cluster.ticket(), shape.parameterServers(), held.tables(), held.dense());
    EpochCoordinator workers = coordinator(shape.workers(), plans.course());
    cluster.serve(workers);
    cluster.startServers(serverHost(access, plans.beginning().servers(held)));
    WorkerTask task = new WorkerTask(access, workerPlan(plans));
    CompletableFuture<Void> workerJob =
        cluster.start("workers", () -> runWorkers(plans.dealt(), task));
    ClusterSpec formed = cluster.awaitFormed();
    try (PsClient driver = access.connect(formed, shape.workers())) {
      ServerGroup servers =
          new ServerGroup(cluster, driver, held.dense().size(), plans.beginning().reports());
      new EpochLoop(spec, cluster, workers, servers, staging, checkpoints, board)
          .run(plans.course());
    }
    cluster.await(workerJob);
  }

  /** Workers join when it suits them, so what they are told then is decided before. */
  private EpochCoordinator coordinator(int workers, TrainingCourse course) {
    EpochCoordinator coordinator = new EpochCoordinator(workers, course.nextEpoch(), board::worker);
    if (course.isOver()) {
      coordinator.finish();
    }
    return coordinator;
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

  private static List<String> notes(Plans plans, EpochMetrics kept) {
    List<String> notes = new ArrayList<>(plans.beginning().notes());
    notes.addAll(BarrenFeatures.notes(plans.features()));
    notes.addAll(CourseNotes.of(plans.options(), plans.course().history(), kept));
    return notes;
  }

  private TrainResult result(int version, Plans plans, EpochMetrics kept) {
    List<EpochMetrics> history = plans.course().history();
    int epochsHere = history.size() - plans.beginning().history().size();
    double seconds = Duration.between(spec.started(), Instant.now()).toNanos() * 1e-9;
    return new TrainResult(
        spec.path(),
        version,
        spec.algorithm(),
        plans.rows(),
        history.size(),
        seconds,
        plans.rows() * epochsHere / seconds,
        history.get(history.size() - 1).training(),
        kept.validation(),
        notes(plans, kept));
  }
}
