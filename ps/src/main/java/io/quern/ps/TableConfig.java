package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A sparse table.
 *
 * @param width floats of weights per row
 * @param zeroColumns the first so many weights start at 0, the rest normal with {@code sigma}
 * @param seed with the key, decides a row's initial weights
 * @param learningRate to begin with
 * @param l2 λ: every step adds λ × weight to the gradient of every row of the table
 */
public record TableConfig(
    String name,
    int width,
    int zeroColumns,
    float sigma,
    long seed,
    OptimizerConfig optimizer,
    float learningRate,
    float l2)
    implements Serializable {
  public TableConfig {
    requireNonNull(name, "name is null");
    requireNonNull(optimizer, "optimizer is null");
    if (width < 1 || zeroColumns < 0 || zeroColumns > width) {
      throw new IllegalArgumentException("Invalid table: width " + width);
    }
  }

  /** Bytes that a row takes on its server: the key, the weights and the update rule's state. */
  public int rowBytes() {
    return SparseTable.layout(this).rowBytes();
  }
}
