package io.quern.bench.quality;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How one seed of an experiment ended. One line of JSON in the results file.
 *
 * @param recipe script and options it was trained with: a result counts only for the same recipe
 */
record Run(String experiment, String recipe, long seed, double figure, double seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Run {
    requireNonNull(experiment, "experiment is null");
    requireNonNull(recipe, "recipe is null");
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Run fromJson(String line) {
    try {
      return JSON.readValue(line, Run.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a result: " + line, e);
    }
  }
}
