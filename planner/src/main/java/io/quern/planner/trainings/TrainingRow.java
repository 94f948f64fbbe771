package io.quern.planner.trainings;

import io.quern.planner.command.NarrowColumn;
import io.quern.runtime.trainings.TrainingFigures;
import io.quern.runtime.trainings.TrainingRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A training as a row: the one schema of SHOW TRAININGS, CANCEL TRAINING and {@code trainings()}.
 * NULL is what is not known, or has no meaning any more.
 */
final class TrainingRow {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("state", DataTypes.StringType, false)
          .add("path", DataTypes.StringType, false)
          .add("version", DataTypes.IntegerType, true)
          .add("epoch", DataTypes.IntegerType, false)
          .add("epochs", DataTypes.IntegerType, false)
          .add("step", DataTypes.LongType, false)
          .add("rowsPerSecond", DataTypes.DoubleType, true)
          .add("loss", DataTypes.DoubleType, true)
          .add("auc", DataTypes.DoubleType, true)
          .add("validationLoss", DataTypes.DoubleType, true)
          .add("validationAuc", DataTypes.DoubleType, true)
          .add("psBytes", DataTypes.LongType, true)
          .add("slowestWorker", DataTypes.IntegerType, true)
          .add("etaSeconds", DataTypes.DoubleType, true)
          .add("started", DataTypes.TimestampType, false)
          .add("ended", DataTypes.TimestampType, true)
          .add("heartbeat", DataTypes.TimestampType, false)
          .add("errorCode", DataTypes.StringType, true)
          .add("errorMessage", DataTypes.StringType, true)
          .add("statement", DataTypes.StringType, false)
          .add("place", DataTypes.StringType, false);

  /** The same for eyes: which columns a narrow screen leaves out first, and what it cuts. */
  static final StructType SHOWN = shown();

  /** Longest statement that is shown whole. */
  private static final int STATEMENT = 80;

  private TrainingRow() {}

  private static StructType shown() {
    StructType shown = new StructType();
    for (StructField column : SCHEMA.fields()) {
      shown = shown.add(narrow(column.name()).mark(column));
    }
    return shown;
  }

  private static NarrowColumn narrow(String column) {
    return switch (column) {
      case "id" -> new NarrowColumn(0, 8); // the beginning is enough to name it
      case "path" -> new NarrowColumn(0, 30, true);
      case "auc" -> new NarrowColumn(0, 4);
      case "version", "epochs", "errorCode" -> new NarrowColumn(1, -1);
      case "loss", "validationAuc" -> new NarrowColumn(2, 4);
      case "etaSeconds", "rowsPerSecond" -> new NarrowColumn(3, 0);
      case "started" -> new NarrowColumn(4, 19); // to the second
      case "errorMessage" -> new NarrowColumn(5, 40);
      case "validationLoss" -> new NarrowColumn(6, 4);
      case "psBytes", "slowestWorker", "step" -> new NarrowColumn(7, -1);
      case "ended", "heartbeat" -> new NarrowColumn(8, 19);
      case "statement", "place" -> new NarrowColumn(9, -1);
      default -> NarrowColumn.WHOLE;
    };
  }

  static Row of(TrainingRecord training) {
    TrainingFigures figures = training.figures();
    return RowFactory.create(
        training.id(),
        training.state().word(),
        training.path(),
        training.end().version() == 0 ? null : training.end().version(),
        figures.epoch(),
        training.epochs(),
        figures.step(),
        numberOrNull(figures.rowsPerSecond()),
        numberOrNull(figures.loss()),
        numberOrNull(figures.auc()),
        numberOrNull(figures.validationLoss()),
        numberOrNull(figures.validationAuc()),
        figures.psBytes() < 0 ? null : figures.psBytes(),
        figures.slowestWorker() < 0 ? null : figures.slowestWorker(),
        numberOrNull(figures.etaSeconds()),
        training.started(),
        training.ended().orElse(null),
        training.heartbeat(),
        textOrNull(training.end().errorCode()),
        textOrNull(training.end().errorMessage()),
        shortened(training.statement()),
        training.owner().place());
  }

  static Double numberOrNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String shortened(String statement) {
    String line = statement.strip().replaceAll("\\s+", " ");
    return line.length() <= STATEMENT ? line : line.substring(0, STATEMENT - 1) + "…";
  }
}
