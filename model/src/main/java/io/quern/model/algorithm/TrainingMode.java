package io.quern.model.algorithm;

import java.util.Arrays;

/** How the workers of one training go together; the word of option {@code mode}. */
public enum TrainingMode {
  /** Workers push without waiting for each other; {@code batchSize} is each worker's. */
  ASYNC("async"),
  /** One worker: the same seed gives the same model, bit for bit. */
  SYNC("sync");

  private final String word;

  TrainingMode(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  static TrainingMode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown mode: " + word));
  }
}
