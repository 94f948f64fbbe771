package io.quern.runtime.train;

import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyCensus;
import io.quern.model.feature.KeyEstimate;
import io.quern.model.feature.KeyEstimates;
import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.cluster.SlotOutlook;
import io.quern.runtime.forecast.Origin;
import io.quern.runtime.forecast.SourceStatistics;
import io.quern.runtime.forecast.StepCost;
import io.quern.runtime.forecast.StepModel;
import io.quern.runtime.forecast.TrainForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;

/** Makes a forecast of what a {@link Rehearsal} has counted and measured. */
final class Forecasting {
  /** Each way, of a machine: 10 Gbit/s. */
  private static final double WIRE_BYTES_PER_SECOND = 1.25e9;

  /** Of a server that writes its part of the model; docs/scale.md. */
  private static final double WRITTEN_BYTES_PER_SECOND = 225e6;

  /** Forward only, of what forward and backward take. */
  private static final double VALIDATION_PART = 1.0 / 3;

  /** To form a cluster and to commit, in this process and on executors. */
  private static final double LOCAL_REST_SECONDS = 0.7;

  private static final double CLUSTER_REST_SECONDS = 3;

  private final SparkContext spark;
  private final TrainingOptions options;
  private final TrainForecast.Rows rows;
  private final ClusterShape shape;
  private final SlotOutlook slots;
  private final int denseParameters;
  private final KeyEstimates keys;
  private final TableNeeds needs;

  /** Distinct rows of a batch for each one of the sample's batches. */
  private final double denser;

  /** Of the keys among the rows of one worker. */
  private final KeyEstimates keysOfWorker;

  Forecasting(
      SparkContext spark,
      TrainingOptions options,
      TrainForecast.Rows rows,
      ClusterShape shape,
      SlotOutlook slots,
      int denseParameters,
      FeatureMap features,
      KeyCensus census,
      SourceStatistics known) {
    this.spark = spark;
    this.options = options;
    this.rows = rows;
    this.shape = shape;
    this.slots = slots;
    this.denseParameters = denseParameters;
    double factor = (double) rows.training() / census.rows();
    this.keys = new KeyEstimates(census, features, factor, known.distinct());
    this.needs = new TableNeeds(options, features.features(), keys);
    int batch = options.schedule().batchSize();
    double ofSample = new KeyEstimates(census, features, 1, Map.of()).ofBatch(batch);
    this.denser = ofSample > 0 ? keys.ofBatch(batch) / ofSample : 1;
    this.keysOfWorker =
        new KeyEstimates(census, features, factor / shape.workers(), known.distinct());
  }

  /**
   * @param reading of the sample
   */
  TrainForecast forecast(TrialFigures trial, ReadingTime reading, ServerMemory limits) {
    TableNeed need = needs.asked();
    TrainForecast.Memory memory = memory(need, trial, limits);
    StepModel model = model(trial, need);
    TrainForecast.Steps steps = steps(model, trial);
    Shortages shortages =
        new Shortages(spark, shape, slots, memory, limits, trial, needs, keysOfWorker(need.rows()));
    return new TrainForecast(
        rows,
        shape,
        slots,
        keysByFeature(),
        memory,
        steps,
        seconds(need, trial, steps, reading),
        shortages.all());
  }

  private List<TrainForecast.Keys> keysByFeature() {
    List<TrainForecast.Keys> byFeature = new ArrayList<>();
    for (int slot = 0; slot < keys.slots().size(); slot++) {
      KeyEstimate estimate = keys.of(slot);
      byFeature.add(
          new TrainForecast.Keys(
              keys.slots().get(slot).name(),
              Math.round(estimate.values()),
              Math.round(estimate.rows()),
              origin(slot)));
    }
    return byFeature;
  }

  private Origin origin(int slot) {
    if (keys.isCounted(slot)) {
      return Origin.COUNTED;
    }
    if (keys.isKnown(slot)) {
      return Origin.STATISTICS;
    }
    return rows.all() > rows.sampled() ? Origin.EXTRAPOLATED : Origin.SAMPLED;
  }

  private double keysOfWorker(long most) {
    List<Integer> all = IntStream.range(0, keys.slots().size()).boxed().toList();
    return Math.min(most, keysOfWorker.rows(all, 1));
  }

  private TrainForecast.Memory memory(TableNeed need, TrialFigures trial, ServerMemory limits) {
    CacheMemory cache = CacheMemory.from(spark.getConf(), spark.master(), shape.workers());
    double cached = trial.cacheBytes() * rows.all() / shape.workers();
    double numbers = (double) Long.BYTES * keysOfWorker(need.rows());
    return new TrainForecast.Memory(
        need.rows(),
        need.bytes(shape.parameterServers()),
        need.bytes(1),
        limits.bytes() > 0 ? limits.bytes() : (long) trial.serverLimit(),
        limits.origin(),
        Math.round(cached + numbers),
        cache.limit((long) trial.heap()),
        (long) trial.grown());
  }

  /** Of the training's batches, which may be shorter than the trial's. */
  private StepModel model(TrialFigures trial, TableNeed need) {
    double scale = rows.training() / (double) batches() / trial.batch();
    boolean remote = !spark.isLocal();
    double unique = trial.uniqueRows() * denser * scale;
    StepCost cost =
        new StepCost(
            trial.read() * scale,
            trial.compute() * scale,
            trial.exchange() * denser * scale,
            StepCost.bytes(unique, need.width(), denseParameters));
    boolean overlap = options.cluster().overlap().applies(remote);
    return new StepModel(cost, remote, overlap, StepModel.BYTE_NANOS, StepModel.BYTE_NANOS);
  }

  /** Of all workers in an epoch: each has as many rows. */
  private long batches() {
    long each = -Math.floorDiv(-rows.training(), (long) shape.workers());
    return shape.workers() * -Math.floorDiv(-each, (long) options.schedule().batchSize());
  }

  private TrainForecast.Steps steps(StepModel model, TrialFigures trial) {
    double perSecond =
        model.stepsPerSecond(shape.workers(), shape.parameterServers(), 1, WIRE_BYTES_PER_SECOND);
    return new TrainForecast.Steps(
        batches(),
        trial.uniqueRows() * denser,
        model.remote() ? Math.round(batches() * model.cost().bytes()) : 0,
        1e3 * shape.workers() / perSecond,
        perSecond * rows.training() / batches(),
        Math.round(trial.steps()));
  }

  private TrainForecast.Seconds seconds(
      TableNeed need, TrialFigures trial, TrainForecast.Steps steps, ReadingTime reading) {
    double caching = trial.cache() * rows.all() / shape.workers() * 1e-9;
    double validationRow =
        (trial.read() + trial.exchange() * denser / 2 + trial.compute() * VALIDATION_PART)
            / trial.batch();
    return new TrainForecast.Seconds(
        reading.secondsOf(rows.all(), rows.sampled()) + caching,
        trial.insert() * need.rows() / shape.workers() * 1e-9,
        rows.training() / steps.rowsPerSecond(),
        validationRow * rows.validation() / shape.workers() * 1e-9,
        options.schedule().epochs(),
        need.written() / shape.parameterServers() / WRITTEN_BYTES_PER_SECOND,
        spark.isLocal() ? LOCAL_REST_SECONDS : CLUSTER_REST_SECONDS);
  }
}
