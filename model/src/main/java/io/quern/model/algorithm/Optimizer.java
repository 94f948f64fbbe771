package io.quern.model.algorithm;

import java.util.Arrays;

/** How gradients change parameters; the word of options {@code optimizer, sparseOptimizer}. */
public enum Optimizer {
  /** Rows that a step does not touch keep their weights and moments: cost follows the batch. */
  LAZY_ADAM("lazyAdam"),
  /** Every row moves at every step, as if the table were dense. */
  ADAM("adam"),
  ADAGRAD("adagrad"),
  SGD("sgd");

  private final String word;

  Optimizer(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  static Optimizer of(String word) {
    return Arrays.stream(values())
        .filter(optimizer -> optimizer.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown optimizer: " + word));
  }
}
