package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * An update rule and its constants, except the learning rate, which may change during a training.
 *
 * @param beta1 decay of the first moment (Adam)
 * @param beta2 decay of the second moment (Adam)
 * @param epsilon as the rule's paper places it
 */
public record OptimizerConfig(Rule rule, float beta1, float beta2, float epsilon)
    implements Serializable {

  /** The update rules. */
  public enum Rule {
    SGD,
    ADAGRAD,
    /** Dense-equivalent: rows a step does not touch are caught up when next seen. */
    ADAM,
    /** Rows a step does not touch keep weights and moments. */
    LAZY_ADAM
  }

  public OptimizerConfig {
    requireNonNull(rule, "rule is null");
  }

  /** The rule with its customary constants. */
  public static OptimizerConfig of(Rule rule) {
    return switch (rule) {
      case SGD -> new OptimizerConfig(rule, 0, 0, 0);
      case ADAGRAD -> new OptimizerConfig(rule, 0, 0, 1e-10f);
      case ADAM, LAZY_ADAM -> new OptimizerConfig(rule, 0.9f, 0.999f, 1e-8f);
    };
  }
}
