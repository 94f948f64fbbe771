package io.quern.model.algorithm;

import java.util.Arrays;

/**
 * Whether a worker exchanges rows with the parameter servers while it computes; the word of option
 * {@code overlap}.
 */
public enum Overlap {
  /** Where servers are in other processes, so that there is something to wait for. */
  AUTO("auto"),
  /** Wherever servers are. */
  ON("on"),
  /** Read, pull, compute, push: one after the other. */
  OFF("off");

  private final String word;

  Overlap(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /**
   * What holds for one worker.
   *
   * @param remote whether some of its servers are in other processes
   */
  public boolean applies(boolean remote) {
    return this == ON || (this == AUTO && remote);
  }

  static Overlap of(String word) {
    return Arrays.stream(values())
        .filter(overlap -> overlap.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown overlap: " + word));
  }
}
