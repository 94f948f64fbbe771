package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.ScheduleOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.InputColumn;
import io.quern.planner.session.SparkErrors;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Checks the table that option {@code validationTable} names against the training's columns. */
final class ValidationTable {
  private final SparkSession session;

  ValidationTable(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  /**
   * The table's rows as the training reads them; empty where no table is named.
   *
   * @throws QuernException at the option's value: {@link ErrorCode#NAME} for a table or column that
   *     does not exist, {@link ErrorCode#TYPE} for a column of another type
   */
  Optional<LogicalPlan> analyse(Options options, StructField label, List<InputColumn> inputs) {
    Optional<String> table = options.find(ScheduleOptions.VALIDATION_TABLE);
    Optional<SourcePosition> place = options.place(ScheduleOptions.VALIDATION_TABLE);
    return table.map(name -> project(name, place, label, inputs));
  }

  private LogicalPlan project(
      String table, Optional<SourcePosition> place, StructField label, List<InputColumn> inputs) {
    LogicalPlan source = resolve(table, place);
    SourceColumns columns =
        new SourceColumns(source.schema(), session.sessionState().conf().caseSensitiveAnalysis());
    String subject = "Column '%s' of validation table '%s'";
    StructField validationLabel =
        columns.get(subject.formatted(label.name(), table), label.name(), place);
    LabelType.require(validationLabel, place);
    for (InputColumn input : inputs) {
      StructField column = columns.get(subject.formatted(input.name(), table), input.name(), place);
      requireType(input, column, table, place);
    }
    return new TrainingRows(columns, source, session.sessionState().conf().sessionLocalTimeZone())
        .project(validationLabel, inputs);
  }

  private LogicalPlan resolve(String table, Optional<SourcePosition> place) {
    try {
      return ((Dataset<?>) session.table(table)).queryExecution().analyzed();
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw Places.at(SparkErrors.translate(e, session), place);
      }
      throw e;
    }
  }

  private static void requireType(
      InputColumn input, StructField column, String table, Optional<SourcePosition> place) {
    Optional<ColumnType> type = SparkColumnTypes.of(column.dataType());
    if (!type.equals(Optional.of(input.type()))) {
      throw Places.at(
          new QuernException(
              ErrorCode.TYPE,
              "Column '%s' of validation table '%s' has type %s, the source has %s"
                  .formatted(
                      column.name(),
                      table,
                      column.dataType().sql(),
                      SparkColumnTypes.canonical(input.type()).sql())),
          place);
    }
  }
}
