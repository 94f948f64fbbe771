package io.quern.model.algorithm;

import java.util.Arrays;

/** By which metric of the rows held out epochs are compared. */
public enum Monitor {
  AUC("auc"),
  LOSS("loss"),
  GAUC("gauc");

  private final String word;

  Monitor(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  static Monitor of(String word) {
    return Arrays.stream(values())
        .filter(monitor -> monitor.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown monitor: " + word));
  }
}
