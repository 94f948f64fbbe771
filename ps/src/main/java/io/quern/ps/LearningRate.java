package io.quern.ps;

import java.io.Serializable;

/**
 * The learning rate that a training begins with.
 *
 * @param warmupSteps over which it rises from 0 in equal parts: step s, counted from 1, has {@code
 *     rate × s / warmupSteps}; 0 = none. Changes of the rate scale what is left of the rise.
 */
public record LearningRate(float rate, int warmupSteps) implements Serializable {
  public LearningRate {
    if (warmupSteps < 0) {
      throw new IllegalArgumentException("Invalid number of warm-up steps: " + warmupSteps);
    }
  }

  /** Without warm-up. */
  public static LearningRate of(float rate) {
    return new LearningRate(rate, 0);
  }
}
