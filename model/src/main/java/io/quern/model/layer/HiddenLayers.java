package io.quern.model.layer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The shape of a stack of hidden layers.
 *
 * @param units of each layer, from the input on
 * @param dropout share of units dropped in a training step, 0 to less than 1
 * @param norm before each ReLU
 */
public record HiddenLayers(List<Integer> units, double dropout, Norm norm) {
  /** How a hidden layer normalises. */
  public enum Norm {
    NONE,
    /** Each unit over the examples of the batch. */
    BATCH,
    /** Each example over the units. */
    LAYER
  }

  public HiddenLayers {
    units = List.copyOf(units);
    requireNonNull(norm, "norm is null");
    if (units.isEmpty()) {
      throw new IllegalArgumentException("There is no hidden layer");
    }
  }

  /** Units of the last layer. */
  public int outputs() {
    return units.get(units.size() - 1);
  }
}
