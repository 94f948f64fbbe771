package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.planner.command.Action;
import io.quern.planner.command.ResultView;
import io.quern.planner.session.Notes;
import io.quern.planner.session.TrainingListeners;
import io.quern.runtime.train.Evaluation;
import io.quern.runtime.train.TrainJob;
import io.quern.runtime.train.TrainResult;
import io.quern.udf.call.ModelFunctions;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Runs the training and returns exactly one row. */
final class TrainAction implements Action {
  /**
   * The columns of the row. {@code loss} and {@code auc} are of the last epoch, as predicted during
   * its steps; the validation columns are of the committed weights, and NULL where there is no
   * validation or no group for the GAUC. All other metrics are in {@code metrics.ndjson} and the
   * manifest.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("version", DataTypes.IntegerType, false)
          .add("algorithm", DataTypes.StringType, false)
          .add("rows", DataTypes.LongType, false)
          .add("epochs", DataTypes.IntegerType, false)
          .add("seconds", DataTypes.DoubleType, false)
          .add("rowsPerSecond", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("auc", DataTypes.DoubleType, false)
          .add("validationLoss", DataTypes.DoubleType, true)
          .add("validationAuc", DataTypes.DoubleType, true)
          .add("validationNormalizedEntropy", DataTypes.DoubleType, true)
          .add("validationCopc", DataTypes.DoubleType, true)
          .add("validationRmse", DataTypes.DoubleType, true)
          .add("validationGauc", DataTypes.DoubleType, true);

  private final TrainStatement statement;
  private final TrainPlan plan;

  TrainAction(TrainStatement statement, TrainPlan plan) {
    this.statement = requireNonNull(statement, "statement is null");
    this.plan = requireNonNull(plan, "plan is null");
  }

  @Override
  public String title() {
    return statement.title();
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    requireWritable();
    QueryExecution source = query(session, plan.rows());
    TrainResult result =
        TrainJob.run(
            session.sparkContext(),
            session.sessionState().newHadoopConf(),
            source.toRdd(),
            plan.validation().map(table -> query(session, table).toRdd()),
            plan.spec().reading(SourceInputs.of(source.optimizedPlan())),
            TrainingListeners.of(session));
    result.notes().forEach(note -> Notes.post(session, note));
    tellOfFunctionsLeft(session);
    List<Row> rows = List.of(row(result));
    statement.resultView().ifPresent(view -> ResultView.create(session, view, rows, SCHEMA));
    return rows;
  }

  /** A commit removes older versions, and functions may have been registered on them. */
  private void tellOfFunctionsLeft(SparkSession session) {
    String path = statement.path().text();
    List<Integer> versions = plan.model().versions();
    ModelFunctions.boundTo(session, path).stream()
        .filter(function -> !versions.contains(function.version()))
        .forEach(
            function ->
                Notes.post(
                    session,
                    "Function %s scores with version %d, which this training has replaced: register it again"
                        .formatted(function.name(), function.version())));
  }

  /** Not while analysing: EXPLAIN touches nothing. */
  private void requireWritable() {
    try {
      plan.model().checkWritable();
    } catch (QuernException e) {
      throw e.at(statement.path().position());
    }
  }

  private static QueryExecution query(SparkSession session, LogicalPlan plan) {
    return Dataset.ofRows(session, plan).queryExecution();
  }

  private static Row row(TrainResult result) {
    Evaluation validation = result.validation();
    return RowFactory.create(
        result.path(),
        result.version(),
        result.algorithm(),
        result.rows(),
        result.epochs(),
        result.seconds(),
        result.rowsPerSecond(),
        result.loss(),
        result.auc(),
        numberOrNull(validation.loss()),
        numberOrNull(validation.auc()),
        numberOrNull(validation.normalizedEntropy()),
        numberOrNull(validation.copc()),
        numberOrNull(validation.rmse()),
        numberOrNull(validation.gauc()));
  }

  private static Double numberOrNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
