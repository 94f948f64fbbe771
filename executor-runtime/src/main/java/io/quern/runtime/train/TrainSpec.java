package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.Lineage;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One training, fully decided: what the planner hands to {@link TrainJob} beside the rows.
 *
 * @param runId identifies the training within the application; letters, digits, {@code -}
 * @param algorithm as declared, for example {@code DeepCTR}
 * @param path of the model: a folder on any Hadoop file system
 * @param label name of the label column
 * @param columns those of the source after the label, in order
 * @param features made of these columns
 * @param optionTexts the statement's options with defaults, in order, for the manifest
 * @param statement the statement's text, for the manifest
 * @param source what was read, in a few words, for the manifest
 * @param inputs what the source reads, in which state, for the manifest
 * @param started when the statement began
 */
public record TrainSpec(
    String runId,
    String algorithm,
    String path,
    String label,
    List<InputColumn> columns,
    List<Feature> features,
    TrainingOptions options,
    Map<String, String> optionTexts,
    String statement,
    String source,
    List<Lineage.Input> inputs,
    Instant started)
    implements Serializable {
  public TrainSpec {
    requireNonNull(runId, "runId is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(path, "path is null");
    requireNonNull(label, "label is null");
    requireNonNull(options, "options is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(source, "source is null");
    requireNonNull(started, "started is null");
    columns = List.copyOf(columns);
    features = List.copyOf(features);
    inputs = List.copyOf(inputs);
    optionTexts = Collections.unmodifiableMap(new LinkedHashMap<>(optionTexts));
  }

  /** The same training over a source that reads these. */
  public TrainSpec reading(List<Lineage.Input> read) {
    return new TrainSpec(
        runId,
        algorithm,
        path,
        label,
        columns,
        features,
        options,
        optionTexts,
        statement,
        source,
        read,
        started);
  }

  /** Columns and features. */
  public FeatureSchema schema() {
    return new FeatureSchema(columns, features);
  }
}
