package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.bundle.ModelRepository;
import io.quern.planner.columns.FeatureChoice;
import io.quern.runtime.train.TrainSpec;
import io.quern.runtime.train.TrainingFootprint;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructField;

/**
 * A TRAIN statement, checked and decided: what EXPLAIN prints and execution runs.
 *
 * @param label the label's column
 * @param choice the columns that are read, and the features made of them
 * @param path of the model, absolute
 * @param rows the source as the training reads it: the label, then the features, cast
 * @param validation the validation table, likewise
 */
record TrainPlan(
    Algorithm algorithm,
    Options options,
    StructField label,
    FeatureChoice choice,
    TrainSpec spec,
    TrainingFootprint footprint,
    ModelRepository model,
    Path path,
    LogicalPlan rows,
    Optional<LogicalPlan> validation) {
  TrainPlan {
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(options, "options is null");
    requireNonNull(label, "label is null");
    requireNonNull(choice, "choice is null");
    requireNonNull(spec, "spec is null");
    requireNonNull(footprint, "footprint is null");
    requireNonNull(model, "model is null");
    requireNonNull(path, "path is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(validation, "validation is null");
  }
}
