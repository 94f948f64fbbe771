package io.quern.planner.trainings;

import static io.quern.planner.trainings.TrainingRow.numberOrNull;
import static java.util.Objects.requireNonNull;

import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import io.quern.runtime.trainings.CurvePoint;
import io.quern.runtime.trainings.TrainingRecords;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code SHOW TRAINING 'id'}: the epochs of one training as far as it got, names as in {@code
 * metrics.ndjson}.
 */
public final class ShowTraining implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("epoch", DataTypes.IntegerType, false)
          .add("step", DataTypes.LongType, false)
          .add("rows", DataTypes.LongType, false)
          .add("seconds", DataTypes.DoubleType, false)
          .add("rowsPerSecond", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, true)
          .add("auc", DataTypes.DoubleType, true)
          .add("validationLoss", DataTypes.DoubleType, true)
          .add("validationAuc", DataTypes.DoubleType, true)
          .add("validationGauc", DataTypes.DoubleType, true)
          .add("validationNormalizedEntropy", DataTypes.DoubleType, true)
          .add("learningRate", DataTypes.DoubleType, false);

  private final TrainingReference training;

  /**
   * @param id or how it begins
   */
  public ShowTraining(PlacedText id) {
    this.training = new TrainingReference(requireNonNull(id, "id is null"));
  }

  @Override
  public String title() {
    return "ShowTraining [%s]".formatted(training);
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return training.with(session, TrainingRecords::curve).stream().map(ShowTraining::row).toList();
  }

  private static Row row(CurvePoint point) {
    return RowFactory.create(
        point.epoch(),
        point.step(),
        point.rows(),
        point.seconds(),
        point.rowsPerSecond(),
        numberOrNull(point.loss()),
        numberOrNull(point.auc()),
        numberOrNull(point.validationLoss()),
        numberOrNull(point.validationAuc()),
        numberOrNull(point.validationGauc()),
        numberOrNull(point.validationNormalizedEntropy()),
        point.learningRate());
  }

  @Override
  public String toString() {
    return title();
  }
}
