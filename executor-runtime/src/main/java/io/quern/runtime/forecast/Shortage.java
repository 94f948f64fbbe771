package io.quern.runtime.forecast;

import static java.util.Objects.requireNonNull;

/**
 * Something that a training needs more of than there is.
 *
 * @param message what, how much, and how much there is; a sentence
 * @param remedy the options or settings to change, with values
 */
public record Shortage(String message, String remedy) {
  public Shortage {
    requireNonNull(message, "message is null");
    requireNonNull(remedy, "remedy is null");
  }
}
