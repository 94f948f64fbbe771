package io.quern.planner.dataset;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionText;
import io.quern.planner.command.Action;
import io.quern.planner.session.Notes;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes the rows of a resolved source through Spark's writer of the format. */
record SaveAction(
    SaveStatement statement, LogicalPlan source, List<OptionText> options, OptionalInt files)
    implements Action {
  SaveAction {
    requireNonNull(statement, "statement is null");
    requireNonNull(source, "source is null");
    requireNonNull(files, "files is null");
    options = List.copyOf(options);
  }

  @Override
  public String title() {
    return statement.title();
  }

  @Override
  public StructType schema() {
    return statement.schema();
  }

  @Override
  public List<Row> run(SparkSession session) {
    DataTarget target = statement.target();
    return target.told(
        session,
        () -> {
          DataFrameWriter<Row> writer = writer(session);
          if (target.hasPath()) {
            writer.save(target.path().text());
          } else {
            writer.save();
          }
          return List.of();
        });
  }

  private DataFrameWriter<Row> writer(SparkSession session) {
    Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(session, source);
    if (files.isPresent()) {
      rows = rows.repartition(files.getAsInt());
    }
    DataFrameWriter<Row> writer =
        rows.write().mode(statement.mode()).format(statement.target().format().text());
    FormatOptions text = new FormatOptions(statement.target().format().text(), options);
    writer.options(text.forSpark());
    text.notesOnNames().forEach(note -> Notes.post(session, note));
    return statement.partitionColumns().isEmpty()
        ? writer
        : writer.partitionBy(statement.partitionColumns().toArray(String[]::new));
  }

  @Override
  public String toString() {
    return title();
  }
}
