package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionText;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import io.quern.planner.command.SourceStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code TRAIN source AS algorithm.`path` COLUMNS (…) WHERE …} as parsed; its source is a plan of
 * its own.
 *
 * @param columns calls of the COLUMNS clause, unchecked
 * @param options as written, unchecked
 * @param resultView view that takes the result row
 * @param source the source as the statement writes it
 * @param text the whole statement
 * @param started when the statement began
 */
public record TrainStatement(
    PlacedText algorithm,
    PlacedText path,
    List<FeatureCall> columns,
    List<OptionText> options,
    Optional<String> resultView,
    String source,
    String text,
    Instant started)
    implements SourceStatement {
  public TrainStatement {
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(path, "path is null");
    requireNonNull(resultView, "resultView is null");
    requireNonNull(source, "source is null");
    requireNonNull(text, "text is null");
    requireNonNull(started, "started is null");
    columns = List.copyOf(columns);
    options = List.copyOf(options);
  }

  /** The statement that prints what this one would do. */
  public SourceStatement explained() {
    return new ExplainTrain(this);
  }

  @Override
  public String title() {
    return "Train %s [%s]".formatted(algorithm, path);
  }

  @Override
  public StructType schema() {
    return TrainAction.SCHEMA;
  }

  @Override
  public Action analyse(SparkSession session, LogicalPlan source) {
    return new TrainAction(this, new TrainAnalyzer(session).analyse(this, source));
  }

  @Override
  public String toString() {
    return title();
  }
}
