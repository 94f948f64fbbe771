package io.quern.planner.trainings;

import static java.util.Objects.requireNonNull;

import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import io.quern.runtime.trainings.TrainingRecords;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code CANCEL TRAINING 'id'}: ends a training as Ctrl-C does where it was started, waits until it
 * has ended, and returns its row of {@code SHOW TRAININGS}.
 */
public final class CancelTraining implements Action {
  private final TrainingReference training;

  /**
   * @param id or how it begins
   */
  public CancelTraining(PlacedText id) {
    this.training = new TrainingReference(requireNonNull(id, "id is null"));
  }

  @Override
  public String title() {
    return "CancelTraining [%s]".formatted(training);
  }

  @Override
  public StructType schema() {
    return TrainingRow.SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return List.of(TrainingRow.of(training.with(session, TrainingRecords::cancel)));
  }

  @Override
  public String toString() {
    return title();
  }
}
