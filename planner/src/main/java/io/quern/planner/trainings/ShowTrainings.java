package io.quern.planner.trainings;

import io.quern.planner.command.Action;
import io.quern.runtime.trainings.TrainingRecords;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code SHOW TRAININGS}: the user's trainings, under way in any process or ended, the last begun
 * first.
 */
public record ShowTrainings() implements Action {
  @Override
  public String title() {
    return "ShowTrainings";
  }

  @Override
  public StructType schema() {
    return TrainingRow.SHOWN;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return rows(session);
  }

  static List<Row> rows(SparkSession session) {
    return records(session).all().stream().map(TrainingRow::of).toList();
  }

  static TrainingRecords records(SparkSession session) {
    return TrainingRecords.of(
        session.sparkContext().getConf(), session.sessionState().newHadoopConf());
  }
}
