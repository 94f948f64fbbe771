package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionSet;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.algorithm.Algorithms;
import io.quern.model.feature.function.FeatureFunction;
import java.util.List;
import java.util.Optional;

/**
 * Something TRAIN can train, for front ends that complete and explain what is typed.
 *
 * @param name as written after {@code as}
 * @param description one sentence
 * @param options what its WHERE clause accepts
 * @param functions what its COLUMNS clause accepts
 */
public record Trainable(
    String name, String description, OptionSet options, List<ColumnFunction> functions) {

  /**
   * A function of the COLUMNS clause.
   *
   * @param description one sentence
   * @param arguments the named ones
   */
  public record ColumnFunction(String name, String description, OptionSet arguments) {
    public ColumnFunction {
      requireNonNull(name, "name is null");
      requireNonNull(description, "description is null");
      requireNonNull(arguments, "arguments is null");
    }

    private static ColumnFunction of(FeatureFunction function) {
      return new ColumnFunction(function.name(), function.description(), function.arguments());
    }
  }

  public Trainable {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(options, "options is null");
    functions = List.copyOf(functions);
  }

  /** In the order SHOW ALGORITHMS prints them. */
  public static List<Trainable> all() {
    return Algorithms.all().stream().map(Trainable::of).toList();
  }

  private static Trainable of(Algorithm algorithm) {
    return new Trainable(
        algorithm.name(),
        algorithm.description(),
        algorithm.options(),
        algorithm.functions().stream().map(ColumnFunction::of).toList());
  }

  /** The function of that name, whatever its case. */
  public Optional<ColumnFunction> function(String function) {
    return functions.stream().filter(f -> f.name().equalsIgnoreCase(function)).findFirst();
  }
}
