package io.quern.ps;

import java.io.Serializable;

/**
 * An update rule and its constants, except the learning rate, which changes during a training.
 * Formulas, sources and what a step does to rows that it does not touch: {@code
 * docs/optimizers.md}.
 */
public sealed interface OptimizerConfig extends Serializable {

  /** Stochastic gradient descent. */
  record Sgd() implements OptimizerConfig {}

  /**
   * Gradient descent with momentum, as torch.optim.SGD.
   *
   * @param momentum μ: share of its velocity that a weight keeps from step to step
   * @param nesterov whether a step looks ahead along the velocity
   */
  record Momentum(float momentum, boolean nesterov) implements OptimizerConfig {}

  /**
   * Adagrad.
   *
   * @param rowWise whether a row has one accumulator, of the mean of its squared gradients, in
   *     place of one per weight; tables only
   */
  record Adagrad(float epsilon, boolean rowWise) implements OptimizerConfig {}

  /**
   * Adam; with {@link Penalty#decay} AdamW.
   *
   * @param lazy whether rows that a step does not touch keep weights and moments; otherwise the
   *     training is what a dense one would be: they are caught up when next seen
   */
  record Adam(float beta1, float beta2, float epsilon, boolean lazy) implements OptimizerConfig {}

  /**
   * FTRL-proximal: knows no learning rate but α, and no penalties but its own.
   *
   * @param l1 λ₁ of the whole training, not of each step
   * @param l2 λ₂ of the whole training, not of each step
   * @param keepsInitial whether a weight's initial value counts as learnt; otherwise the first step
   *     overwrites it
   */
  record Ftrl(float alpha, float beta, float l1, float l2, boolean keepsInitial)
      implements OptimizerConfig {}

  /** Fails where the rule has no use for a penalty. */
  default void require(Penalty penalty) {
    boolean decays = this instanceof Adam adam && !adam.lazy();
    if (this instanceof Ftrl ? !penalty.equals(Penalty.NONE) : penalty.decay() != 0 && !decays) {
      throw new IllegalArgumentException(this + " does not know " + penalty);
    }
  }
}
