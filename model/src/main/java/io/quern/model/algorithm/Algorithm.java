package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionSet;
import io.quern.model.feature.function.FeatureFunction;
import java.util.List;

/**
 * Something a TRAIN statement can train.
 *
 * @param name as written after {@code as}; matched without regard to case
 * @param description one sentence
 * @param options what its {@code where} clause accepts
 * @param functions what its {@code columns} clause accepts
 */
public record Algorithm(
    String name, String description, OptionSet options, List<FeatureFunction> functions) {
  public Algorithm {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(options, "options is null");
    functions = List.copyOf(functions);
  }
}
