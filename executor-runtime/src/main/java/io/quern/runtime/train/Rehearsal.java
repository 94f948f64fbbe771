package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyCensus;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.cluster.SlotOutlook;
import io.quern.runtime.data.EncodeJob;
import io.quern.runtime.data.EncodedSource;
import io.quern.runtime.data.RowSample;
import io.quern.runtime.forecast.Origin;
import io.quern.runtime.forecast.SourceStatistics;
import io.quern.runtime.forecast.TrainForecast;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Finds out what a training would take: encodes some rows of the source as {@link TrainJob} would,
 * counts their keys, and has as many workers as there would be take some steps on them, each with a
 * parameter server of its own. Writes nothing at the model's path.
 *
 * <p>Nothing stays behind, whatever happens. All Spark jobs carry the calling thread's job group;
 * cancelling by it, or interrupting the thread, ends the rehearsal with {@code CANCELLED}.
 */
public final class Rehearsal {
  private static final String ROWS = "spark.quern.explain.rows";
  private static final long DEFAULT_ROWS = 300_000;

  /** Rows of the sample that a worker's trial is worth it for, in batches. */
  private static final int BATCHES_PER_TRIAL = 4;

  /** Bytes of tables that a process fills at most; more than caches hold. */
  private static final long MOST_MEMORY = 256L << 20;

  private final SparkContext spark;
  private final TrainSpec spec;
  private final TrainingOptions options;
  private final String jobTag;

  private Rehearsal(SparkContext spark, TrainSpec spec) {
    this.spark = requireNonNull(spark, "spark is null");
    this.spec = requireNonNull(spec, "spec is null");
    this.options = spec.options();
    this.jobTag = "quern-explain-" + spec.runId();
  }

  /**
   * Rehearses; blocks until done, a few seconds where the source's query is quick.
   *
   * @param source rows as for {@link TrainJob#run}; a part of them is read
   * @param known of the source; asked for where not all rows are read
   * @throws QuernException {@code DATA} where the rows read forbid training, {@code CONFIG} for a
   *     wrong setting; failures of the source's own query are Spark's
   */
  public static TrainForecast of(
      SparkContext spark,
      RDD<InternalRow> source,
      Supplier<SourceStatistics> known,
      TrainSpec spec) {
    return new Rehearsal(spark, spec).run(source, known);
  }

  private TrainForecast run(RDD<InternalRow> source, Supplier<SourceStatistics> known) {
    boolean done = false;
    spark.addJobTag(jobTag);
    try {
      TrainForecast forecast = rehearse(source, known);
      done = true;
      return forecast;
    } catch (Throwable e) {
      throw TrainFailure.rethrow(told(e));
    } finally {
      if (!done) { // an interrupt ends the waiting for a job, not the job
        spark.cancelJobsWithTag(jobTag, "EXPLAIN TRAIN has ended");
      }
      spark.removeJobTag(jobTag);
    }
  }

  private static Throwable told(Throwable failure) {
    Throwable told = TrainFailure.told(failure);
    return told instanceof QuernException error && error.code() == ErrorCode.CANCELLED
        ? new QuernException(ErrorCode.CANCELLED, "EXPLAIN TRAIN was cancelled", failure)
        : told;
  }

  private TrainForecast rehearse(RDD<InternalRow> source, Supplier<SourceStatistics> known)
      throws SparkException {
    ClusterSizing sizing = ClusterSizing.of(spark);
    RowSample sample = RowSample.of(spark, source, mostRows());
    long began = System.nanoTime();
    try (EncodedSource rows = encode(sample, sizing)) {
      double seconds = (System.nanoTime() - began) * 1e-9;
      SourceStatistics told = sample.isWhole() ? SourceStatistics.NONE : known.get();
      TrainForecast.Rows counted = count(sample, rows, told);
      TrainingOptions decided = options.forRows(counted.training());
      ClusterShape shape = sizing.shape(options, counted.training()).withWorkersUpTo(rows.shares());
      KeyCensus census = rows.census(Math.max(1, sizing.slots()));
      NetworkSpec network = decided.network().spec(rows.features().features());
      RowTables tables = RowTables.of(network, rows.features().features());
      ServerPlan servers =
          ServerPlan.of(decided, tables, Networks.named(network.network()).dense(network));
      SlotOutlook slots = SlotOutlook.of(spark, shape);
      ServerMemory memory =
          ServerMemory.from(spark.getConf(), spark.master(), shape.parameterServers());
      WorkerPlan plan =
          plan(decided.schedule().batchSize(), rows.features(), network, servers, shape);
      int trials = trials(rows, plan, Math.min(shape.workers(), slots.free()));
      began = System.nanoTime();
      JavaRDD<byte[]> dealt = rows.deal(trials);
      ReadingTime reading =
          ReadingTime.of(sample, sizing.slots(), seconds, (System.nanoTime() - began) * 1e-9);
      TrialFigures trial = TrialFigures.together(tried(dealt, trials, plan, servers, memory));
      return new Forecasting(
              spark,
              decided,
              counted,
              shape,
              slots,
              servers.dense().size(),
              rows.features(),
              census,
              told)
          .forecast(trial, reading, memory);
    }
  }

  private EncodedSource encode(RowSample sample, ClusterSizing sizing) {
    return new EncodeJob(spec.schema(), spec.label(), spec.path(), options.schedule().seed())
        .forWorkers(sizing.mostWorkers(options))
        .sample(sample, options.schedule().validationFraction());
  }

  private long mostRows() {
    String text = spark.getConf().get(ROWS, String.valueOf(DEFAULT_ROWS));
    try {
      long rows = Long.parseLong(text.strip());
      if (rows > 0) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // answered below, like a number that is out of range
    }
    throw new QuernException(
            ErrorCode.CONFIG,
            "Setting '%s' expects a whole number above 0, found '%s'".formatted(ROWS, text))
        .withHint("Write for example " + DEFAULT_ROWS);
  }

  private static TrainForecast.Rows count(
      RowSample sample, EncodedSource rows, SourceStatistics known) {
    long training = rows.summary().trainingRows();
    long read = training + rows.summary().validationRows();
    long all = read;
    Origin origin = Origin.COUNTED;
    if (!sample.isWhole()) {
      if (known.rows().isPresent()) {
        all = known.rows().getAsLong();
        origin = known.origin();
      } else if (known.bytes().isPresent() && sample.bytesRead() > 0) {
        all = Math.round((double) read * known.bytes().getAsLong() / sample.bytesRead());
        origin = Origin.BYTES;
      } else {
        all = Math.round(read * sample.partitionsEach());
        origin = Origin.PARTITIONS;
      }
    }
    all = Math.max(read, all);
    long toLearnFrom = Math.round((double) all * training / read);
    return new TrainForecast.Rows(all, origin, read, toLearnFrom, all - toLearnFrom);
  }

  private WorkerPlan plan(
      int batchSize,
      FeatureMap features,
      NetworkSpec network,
      ServerPlan servers,
      ClusterShape shape) {
    return new WorkerPlan(
        features,
        network,
        batchSize,
        options.step(),
        options.metrics(),
        GaucGroups.of(options.metrics(), features),
        options.schedule().seed(),
        servers.countsOccurrences(),
        options.cluster().overlap(),
        CacheMemory.from(spark.getConf(), spark.master(), shape.workers()));
  }

  /** One for each of so many workers, unless there are too few rows in the sample. */
  private static int trials(EncodedSource rows, WorkerPlan plan, int workers) {
    long batches = rows.summary().trainingRows() / plan.batchSize();
    int sensible = (int) Math.max(1, Math.min(rows.shares(), batches / BATCHES_PER_TRIAL));
    return Math.max(1, Math.min(workers, sensible));
  }

  private List<TrialFigures> tried(
      JavaRDD<byte[]> dealt, int trials, WorkerPlan plan, ServerPlan servers, ServerMemory memory) {
    int together = ExecutorShare.of(trials, spark.getConf(), spark.master());
    long each = Math.min(MOST_MEMORY, memory.limit() / 2) / together;
    TrialTask task = new TrialTask(plan, servers.tables(), servers.dense(), each, memory);
    return dealt.mapPartitions(task).collect().stream().map(TrialFigures::fromBytes).toList();
  }
}
