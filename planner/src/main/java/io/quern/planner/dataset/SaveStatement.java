package io.quern.planner.dataset;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.OptionText;
import io.quern.api.OptionType;
import io.quern.api.QuernException;
import io.quern.planner.command.Action;
import io.quern.planner.command.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code SAVE [OVERWRITE | APPEND | ERRORIFEXISTS | IGNORE] table AS format.`path` WHERE …
 * [PARTITIONBY columns]}. Option {@code fileNum} sets the number of files; all others are the
 * format's own and passed on as they are. Returns no rows.
 */
public record SaveStatement(
    SaveMode mode, DataTarget target, List<OptionText> options, List<String> partitionColumns)
    implements SourceStatement {
  private static final String FILE_NUM = "fileNum";

  public SaveStatement {
    requireNonNull(mode, "mode is null");
    requireNonNull(target, "target is null");
    options = List.copyOf(options);
    partitionColumns = List.copyOf(partitionColumns);
  }

  @Override
  public String title() {
    return "Save %s".formatted(target);
  }

  @Override
  public StructType schema() {
    return new StructType();
  }

  @Override
  public Action analyse(SparkSession session, LogicalPlan source) {
    OptionalInt files = OptionalInt.empty();
    List<OptionText> passedOn = new ArrayList<>();
    for (OptionText option : options) {
      if (option.name().equalsIgnoreCase(FILE_NUM)) {
        files = OptionalInt.of(fileNum(option));
      } else {
        passedOn.add(option);
      }
    }
    return new SaveAction(this, source, passedOn, files);
  }

  private static int fileNum(OptionText option) {
    return OptionType.INTEGER
        .parse(option.text())
        .filter(files -> files > 0)
        .orElseThrow(
            () ->
                new QuernException(
                        ErrorCode.OPTION,
                        "Option 'fileNum' expects a whole number of at least 1, found '%s'"
                            .formatted(option.text()))
                    .at(option.valuePosition()));
  }

  /** Without option values: they may hold passwords. */
  @Override
  public String toString() {
    return title();
  }
}
