package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionSet;

/**
 * Something a TRAIN statement can train.
 *
 * @param name as written after {@code as}; matched without regard to case
 * @param description one sentence
 * @param options what its {@code where} clause accepts
 */
public record Algorithm(String name, String description, OptionSet options) {
  public Algorithm {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(options, "options is null");
  }
}
