package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.SourcePosition;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.FeatureFunction;
import io.quern.parser.tree.FeatureCall;
import java.util.List;

/**
 * A call of the COLUMNS clause, checked by itself.
 *
 * @param columns those in front, then those that arguments name
 * @param feature what the call makes
 */
record BoundCall(
    FeatureCall call,
    FeatureFunction function,
    Options arguments,
    List<InputColumn> columns,
    Feature feature) {
  BoundCall {
    requireNonNull(call, "call is null");
    requireNonNull(function, "function is null");
    requireNonNull(arguments, "arguments is null");
    requireNonNull(feature, "feature is null");
    columns = List.copyOf(columns);
  }

  /** Whether the column has this feature in place of its default one. */
  boolean replacesDefaultOf(String column) {
    return function.replacesDefault() && columns.get(0).name().equals(column);
  }

  /** Whether an argument, for example {@code weights}, names the column. */
  boolean namesInArgument(String column) {
    return columns.subList(call.columns().size(), columns.size()).stream()
        .anyMatch(named -> named.name().equals(column));
  }

  /** Where the feature is named, or else the call begins. */
  SourcePosition place() {
    return call.name().orElse(call.function()).position();
  }

  /** Where the argument's value stands, or else the call begins. */
  SourcePosition place(Option<?> argument) {
    return arguments.place(argument).orElse(call.function().position());
  }
}
