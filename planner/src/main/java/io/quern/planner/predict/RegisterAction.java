package io.quern.planner.predict;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import io.quern.runtime.rows.SparkColumnTypes;
import io.quern.udf.call.ModelFunctions;
import io.quern.udf.scoring.PinnedModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code REGISTER algorithm.`path` AS function [WHERE version=…]}: a function of the session that
 * scores rows. It stays with the version that is newest now, or the one of the number given; {@code
 * version="newest"}, or a tag, makes every statement take the version that is so named then.
 * Returns what the function is bound to.
 */
public final class RegisterAction implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("value", DataTypes.StringType, false);

  private final PlacedText path;
  private final PlacedText function;
  private final Optional<WantedVersion> version;

  /**
   * @throws QuernException {@code OPTION}, for options that REGISTER has not
   */
  public RegisterAction(PlacedText path, PlacedText function, List<OptionText> options) {
    this.path = requireNonNull(path, "path is null");
    this.function = requireNonNull(function, "function is null");
    this.version = new ModelVersionOption("REGISTER", options).version();
  }

  @Override
  public String title() {
    return "Register %s [%s]".formatted(function, path);
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    PinnedModel model = bind(session);
    return List.of(
        row("function", signature(model)),
        row("returns", "DOUBLE, the probability of label 1"),
        row("path", path.text()),
        row("version", model.version() + follows()));
  }

  private String follows() {
    return version
        .filter(wanted -> !wanted.isNumber())
        .map(
            wanted ->
                wanted.isNewest()
                    ? ", then the newest of each statement"
                    : ", then what %s names at each statement".formatted(wanted))
        .orElse("");
  }

  private PinnedModel bind(SparkSession session) {
    try {
      return version.filter(WantedVersion::isNewest).isPresent()
          ? ModelFunctions.registerNewest(session, function.text(), path.text())
          : ModelFunctions.register(
              session, function.text(), path.text(), version.orElse(WantedVersion.NEWEST));
    } catch (QuernException e) {
      boolean isName = e.code() == ErrorCode.NAME;
      throw e.at(isName ? function.position() : path.position());
    }
  }

  private String signature(PinnedModel model) {
    return model.columns().stream()
        .map(
            column ->
                "%s %s".formatted(column.name(), SparkColumnTypes.canonical(column.type()).sql()))
        .collect(Collectors.joining(", ", function.text() + "(", ")"));
  }

  private static Row row(String name, String value) {
    return RowFactory.create(name, value);
  }

  @Override
  public String toString() {
    return title();
  }
}
