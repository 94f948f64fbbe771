package io.quern.planner.trainings;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.parser.tree.PlacedText;
import io.quern.runtime.trainings.TrainingRecord;
import io.quern.runtime.trainings.TrainingRecords;
import java.util.function.BiFunction;
import org.apache.spark.sql.classic.SparkSession;

/**
 * A training as a statement names it.
 *
 * @param id or how it begins
 */
record TrainingReference(PlacedText id) {
  TrainingReference {
    requireNonNull(id, "id is null");
  }

  /** What {@code work} returns of the training; where it fails, at the id's place. */
  <T> T with(SparkSession session, BiFunction<TrainingRecords, TrainingRecord, T> work) {
    try {
      TrainingRecords records = ShowTrainings.records(session);
      return work.apply(records, records.find(id.text()));
    } catch (QuernException e) {
      throw e.at(id.position());
    }
  }

  @Override
  public String toString() {
    return id.text();
  }
}
