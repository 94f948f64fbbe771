package io.quern.runtime.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.SourcePosition;
import io.quern.api.TrainingListener;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.feature.FeatureSchema;
import io.quern.runtime.ClickTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Trains models of {@link ClickTable}s as the planner would, from options' texts. Logistic
 * regression with one worker, unless told otherwise.
 */
final class Trainings {
  private final SparkContext spark;
  private final Path model;
  private final List<OptionText> texts = new ArrayList<>();
  private FeatureSchema schema = ClickTable.FEATURES;
  private TrainingListener listener = progress -> {};

  Trainings(SparkContext spark, Path model) {
    this.spark = spark;
    this.model = model;
    with("label", "click").with("model", "LR").with("workers", 1);
    with("batchSize", 256).with("epochs", 1).with("learningRate", 0.02);
  }

  Trainings with(String option, Object value) {
    texts.removeIf(text -> text.name().equals(option));
    texts.add(new OptionText(option, value.toString(), SourcePosition.START, SourcePosition.START));
    return this;
  }

  FeatureSchema features() {
    return schema;
  }

  /** The same columns with other features. */
  Trainings features(FeatureSchema features) {
    schema = features;
    return this;
  }

  Trainings listening(TrainingListener told) {
    listener = told;
    return this;
  }

  TrainResult train(ClickTable table) {
    return train(table.toRdd(spark, 2));
  }

  TrainResult train(RDD<InternalRow> rows) {
    return TrainJob.run(
        spark, spark.hadoopConfiguration(), rows, Optional.empty(), spec(), listener);
  }

  TrainResult train(ClickTable table, ClickTable validation) {
    return TrainJob.run(
        spark,
        spark.hadoopConfiguration(),
        table.toRdd(spark, 2),
        Optional.of(validation.toRdd(spark, 2)),
        spec(),
        listener);
  }

  /** Where a training with option {@code resume} would begin. */
  String outlook() {
    return Resumption.outlook(spec(), spark.hadoopConfiguration());
  }

  ModelRepository repository() {
    return new ModelRepository(
        new org.apache.hadoop.fs.Path(model.toUri()), new Configuration(false));
  }

  /** A metric of the newest version's {@code metrics.ndjson}, by epoch. */
  List<Double> history(String metric) {
    byte[] lines = repository().openNewest().read(BundleFiles.METRICS);
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .map(line -> parse(line).path(metric).asDouble(Double.NaN))
        .toList();
  }

  /** How long workers were in a stage of their steps, by epoch. */
  List<Double> workerSeconds(String stage) {
    byte[] lines = repository().openNewest().read(BundleFiles.METRICS);
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .map(line -> parse(line).path("workerSeconds").path(stage).asDouble(Double.NaN))
        .toList();
  }

  /** What all parameter servers together had counted, by epoch. */
  List<Long> serverSums(String counter) {
    byte[] lines = repository().openNewest().read(BundleFiles.METRICS);
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .map(line -> sum(parse(line).path("parameterServers"), counter))
        .toList();
  }

  private static long sum(JsonNode servers, String counter) {
    long sum = 0;
    for (JsonNode server : servers) {
      sum += server.path(counter).asLong();
    }
    return sum;
  }

  private static JsonNode parse(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Options options() {
    return DeepCtrOptions.SET.resolve(texts);
  }

  private TrainSpec spec() {
    Options options = options();
    return new TrainSpec(
        UUID.randomUUID().toString(),
        "DeepCTR",
        model.toString(),
        "click",
        schema.columns(),
        schema.features(),
        TrainingOptions.from(options),
        options.texts(),
        "train clicks as DeepCTR.`" + model + "`",
        "clicks",
        List.of(),
        Instant.now());
  }
}
