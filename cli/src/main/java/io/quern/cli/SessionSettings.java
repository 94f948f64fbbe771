package io.quern.cli;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What a front end is told about the Spark session it starts.
 *
 * @param master Spark's; empty for all cores of this machine, unless Spark's own settings name one
 * @param settings of Spark and Quern
 * @param variables that statements use as <code>${name}</code>
 */
public record SessionSettings(
    Optional<String> master, Map<String, String> settings, Map<String, String> variables) {
  public SessionSettings {
    requireNonNull(master, "master is null");
    settings = Map.copyOf(settings);
    variables = Map.copyOf(variables);
  }
}
