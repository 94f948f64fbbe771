package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How the weights of new rows are drawn.
 *
 * @param scale σ of normal weights, the bound b of uniform ones in [−b, b], the gain of Xavier's
 * @param zeroColumns the first so many weights start at 0
 */
public record RowInitializer(Distribution distribution, float scale, int zeroColumns)
    implements Serializable {

  /** Of the weights that do not start at 0. */
  public enum Distribution {
    NORMAL,
    UNIFORM,
    /**
     * Uniform in ± gain × √(6 / (1 + d)) for the d weights of a row: Glorot, Bengio: "Understanding
     * the difficulty of training deep feedforward neural networks", 2010, equation 16, for the one
     * input and d outputs that a row connects.
     */
    XAVIER
  }

  public RowInitializer {
    requireNonNull(distribution, "distribution is null");
  }
}
