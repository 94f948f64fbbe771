package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A sparse table.
 *
 * @param width floats of weights per row
 * @param seed with the key, decides a row's initial weights
 * @param penalty on every row of the table, at every step
 */
public record TableConfig(
    String name,
    int width,
    RowInitializer initializer,
    long seed,
    OptimizerConfig optimizer,
    LearningRate learningRate,
    Penalty penalty)
    implements Serializable {
  public TableConfig {
    requireNonNull(name, "name is null");
    requireNonNull(initializer, "initializer is null");
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(learningRate, "learningRate is null");
    requireNonNull(penalty, "penalty is null");
    if (width < 1 || initializer.zeroColumns() < 0 || initializer.zeroColumns() > width) {
      throw new IllegalArgumentException("Invalid table: width " + width);
    }
    optimizer.require(penalty);
  }

  /** Bytes that a row takes on its server: the key, the weights and the update rule's state. */
  public int rowBytes() {
    return RowLayout.of(this).rowBytes();
  }
}
