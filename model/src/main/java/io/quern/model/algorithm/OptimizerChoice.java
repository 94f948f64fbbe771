package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import java.io.Serializable;

/**
 * How one kind of parameters learns. Penalties are on the kernels for dense parameters, on every
 * row of every table for sparse ones.
 *
 * @param automaticRate whether a short training may raise the rate, see {@link #forSteps}
 * @param warmupSteps 0 = none
 * @param l1 λ₁, with {@code rate × λ₁} the distance that a weight moves towards 0 in every step
 * @param l2 λ₂ of (λ₂/2)‖w‖²
 * @param weightDecay adamW's; 0 with other rules
 */
public record OptimizerChoice(
    Optimizer rule,
    OptimizerConstants constants,
    double learningRate,
    boolean automaticRate,
    int warmupSteps,
    double l1,
    double l2,
    double weightDecay)
    implements Serializable {
  /**
   * How far weights have to get. A step of Adam moves a weight by about the rate, so that rate
   * times steps is how far it can travel.
   *
   * @param distance that the training's steps are to add up to
   * @param highestRate the most that a short training makes of its rate
   */
  record Reach(double distance, double highestRate) {
    /** Embeddings, and linear weights beside layers that learn what they do not. */
    static final Reach EMBEDDINGS = new Reach(0.3, 0.01);

    /** Linear weights alone: log odds, of values that few batches have among them. */
    static final Reach LINEAR = new Reach(9, 0.05);

    double rate(long steps) {
      return Math.min(highestRate, distance / Math.max(1, steps));
    }
  }

  public OptimizerChoice {
    requireNonNull(rule, "rule is null");
    requireNonNull(constants, "constants is null");
  }

  static OptimizerChoice dense(Options options) {
    Optimizer rule = Optimizer.of(options.get(OptimizerOptions.OPTIMIZER));
    return new OptimizerChoice(
        rule,
        OptimizerConstants.from(options, rule),
        options.get(OptimizerOptions.LEARNING_RATE),
        false,
        options.get(OptimizerOptions.WARMUP_STEPS),
        options.get(OptimizerOptions.L1),
        options.get(OptimizerOptions.L2),
        rule == Optimizer.ADAM_W ? options.get(OptimizerOptions.WEIGHT_DECAY) : 0);
  }

  static OptimizerChoice sparse(Options options) {
    Optimizer rule = Optimizer.of(options.get(OptimizerOptions.SPARSE_OPTIMIZER));
    return new OptimizerChoice(
        rule,
        OptimizerConstants.from(options, rule),
        options
            .find(OptimizerOptions.SPARSE_LEARNING_RATE)
            .orElse(options.get(OptimizerOptions.LEARNING_RATE)),
        rule.isAdam()
            && !options.isGiven(OptimizerOptions.SPARSE_LEARNING_RATE)
            && !options.isGiven(OptimizerOptions.LEARNING_RATE),
        options.get(OptimizerOptions.WARMUP_STEPS),
        options.get(OptimizerOptions.EMBEDDING_L1),
        options.get(OptimizerOptions.EMBEDDING_L2),
        rule == Optimizer.ADAM_W ? options.get(OptimizerOptions.EMBEDDING_WEIGHT_DECAY) : 0);
  }

  /** What holds in a training of that many steps. */
  OptimizerChoice forSteps(long steps, Reach reach) {
    if (!automaticRate) {
      return this;
    }
    double raised = Math.max(learningRate, reach.rate(steps));
    return new OptimizerChoice(rule, constants, raised, false, warmupSteps, l1, l2, weightDecay);
  }
}
