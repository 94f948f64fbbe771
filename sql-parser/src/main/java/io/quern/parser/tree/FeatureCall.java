package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionText;
import java.util.List;
import java.util.Optional;

/**
 * One call of the COLUMNS clause, unchecked: {@code function(column, .., argument => value, ..) [AS
 * name]}.
 *
 * @param columns in the order written
 * @param arguments those with a name; the values of a list are separated by commas
 * @param name of the feature that the call makes
 */
public record FeatureCall(
    PlacedText function,
    List<PlacedText> columns,
    List<OptionText> arguments,
    Optional<PlacedText> name) {
  public FeatureCall {
    requireNonNull(function, "function is null");
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    arguments = List.copyOf(arguments);
  }
}
