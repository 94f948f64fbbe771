package io.quern.model.feature.function;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;

/** An argument whose value is the name of one more column. */
public record ColumnArgument(Option<String> argument, ColumnRule column) {
  public ColumnArgument {
    requireNonNull(argument, "argument is null");
    requireNonNull(column, "column is null");
  }
}
