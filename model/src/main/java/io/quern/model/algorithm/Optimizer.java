package io.quern.model.algorithm;

import java.util.Arrays;
import java.util.List;

/** How gradients change parameters; the word of options {@code optimizer, sparseOptimizer}. */
public enum Optimizer {
  /** Rows that a step does not touch keep their weights and moments: cost follows the batch. */
  LAZY_ADAM("lazyAdam"),
  /** Every row moves at every step, as if the table were dense. */
  ADAM("adam"),
  /** Adam with decoupled decay, dense-equivalent like {@link #ADAM}. */
  ADAM_W("adamW"),
  ADAGRAD("adagrad"),
  /** One accumulator per row. */
  ROW_WISE_ADAGRAD("rowWiseAdagrad"),
  MOMENTUM("momentum"),
  SGD("sgd"),
  FTRL("ftrl");

  /** Those of dense parameters: which have no rows that a step leaves alone. */
  static final List<Optimizer> DENSE = List.of(ADAM, ADAM_W, ADAGRAD, MOMENTUM, SGD, FTRL);

  static final List<Optimizer> SPARSE = List.of(values());

  private final String word;

  Optimizer(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /** Whether a step moves a weight by about the learning rate, whatever the gradient's size. */
  boolean isAdam() {
    return this == LAZY_ADAM || this == ADAM || this == ADAM_W;
  }

  static Optimizer of(String word) {
    return Arrays.stream(values())
        .filter(optimizer -> optimizer.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown optimizer: " + word));
  }
}
