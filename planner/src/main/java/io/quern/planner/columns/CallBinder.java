package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.ColumnArgument;
import io.quern.model.feature.function.ColumnRule;
import io.quern.model.feature.function.FeatureFunction;
import io.quern.model.feature.function.FeatureFunctions;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.PlacedText;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;

/** Checks one call of the COLUMNS clause against its function and the source's columns. */
final class CallBinder {
  private final SourceColumns source;
  private final ColumnRoles roles;

  CallBinder(SourceColumns source, ColumnRoles roles) {
    this.source = requireNonNull(source, "source is null");
    this.roles = requireNonNull(roles, "roles is null");
  }

  /**
   * @throws QuernException at the place of the mistake
   */
  BoundCall bind(FeatureCall call) {
    FeatureFunction function = function(call.function());
    requireCount(function, call);
    Options arguments = function.arguments().resolve(call.arguments());
    List<InputColumn> columns = new ArrayList<>();
    for (PlacedText column : call.columns()) {
      InputColumn input = column(function.columns(), column, function.name(), "");
      requireNew(input, columns, column.position());
      roles.requireReadAs(input.name(), function, column.position());
      columns.add(input);
    }
    for (ColumnArgument argument : function.columnArguments()) {
      arguments
          .find(argument.argument())
          .map(name -> new PlacedText(name, arguments.place(argument.argument()).orElseThrow()))
          .ifPresent(name -> columns.add(argumentColumn(function, argument, name)));
    }
    Feature feature = feature(function, call, columns, arguments);
    return new BoundCall(call, function, arguments, columns, feature);
  }

  private static FeatureFunction function(PlacedText name) {
    try {
      return FeatureFunctions.named(name.text());
    } catch (QuernException e) {
      throw e.at(name.position());
    }
  }

  private static void requireCount(FeatureFunction function, FeatureCall call) {
    int count = call.columns().size();
    if (function.columns().allows(count)) {
      return;
    }
    int most = function.columns().most();
    SourcePosition place =
        count > most ? call.columns().get(most).position() : call.function().position();
    throw new QuernException(
            ErrorCode.OPTION,
            "Function %s takes %s, found %d"
                .formatted(function.name(), function.columns().count(), count))
        .at(place);
  }

  private InputColumn argumentColumn(
      FeatureFunction function, ColumnArgument argument, PlacedText name) {
    String use = " as " + argument.argument().name();
    InputColumn column = column(argument.column(), name, function.name(), use);
    roles.requireNoOverride(column.name(), function, argument.argument().name(), name.position());
    return column;
  }

  private InputColumn column(ColumnRule rule, PlacedText name, String function, String use) {
    StructField column =
        source.get("Column '%s'".formatted(name), name.text(), Optional.of(name.position()));
    roles.requireCandidate(column, name.position());
    Optional<ColumnType> type = SparkColumnTypes.of(column.dataType());
    if (type.isEmpty() || !rule.types().contains(type.get())) {
      QuernException error =
          new QuernException(
                  ErrorCode.TYPE,
                  "Column '%s' has type %s, function %s takes %s%s"
                      .formatted(
                          column.name(),
                          column.dataType().sql(),
                          function,
                          rule.expectation(),
                          use))
              .at(name.position());
      throw use.isEmpty() ? hint(rule, type).map(error::withHint).orElse(error) : error;
    }
    return new InputColumn(column.name(), type.get());
  }

  private static Optional<String> hint(ColumnRule rule, Optional<ColumnType> type) {
    if (type.equals(Optional.of(ColumnType.STRING)) && rule.types().contains(ColumnType.NUMBER)) {
      return Optional.of("Cast it to DOUBLE in a query");
    }
    return type.flatMap(CallBinder::functionOf)
        .map(name -> "Function %s takes such a column".formatted(name));
  }

  private static Optional<String> functionOf(ColumnType type) {
    return FeatureFunctions.all().stream()
        .filter(function -> function.columns().types().contains(type))
        .map(FeatureFunction::name)
        .findFirst();
  }

  private static void requireNew(
      InputColumn column, List<InputColumn> columns, SourcePosition place) {
    if (columns.contains(column)) {
      throw new QuernException(
              ErrorCode.OPTION, "Column '%s' is given twice".formatted(column.name()))
          .at(place);
    }
  }

  private static Feature feature(
      FeatureFunction function, FeatureCall call, List<InputColumn> columns, Options arguments) {
    String defaultName =
        columns.stream()
            .limit(call.columns().size())
            .map(InputColumn::name)
            .collect(Collectors.joining("_x_"));
    try {
      String name = call.name().map(PlacedText::text).orElse(defaultName);
      return function.feature(name, columns, arguments);
    } catch (QuernException e) {
      throw e.position().isPresent() ? e : e.at(call.function().position());
    }
  }
}
