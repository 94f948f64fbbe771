package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import java.io.Serializable;

/**
 * How one kind of parameters learns. Penalties are on the kernels for dense parameters, on every
 * row of every table for sparse ones.
 *
 * @param warmupSteps 0 = none
 * @param l1 λ₁, with {@code rate × λ₁} the distance that a weight moves towards 0 in every step
 * @param l2 λ₂ of (λ₂/2)‖w‖²
 * @param weightDecay adamW's; 0 with other rules
 */
public record OptimizerChoice(
    Optimizer rule,
    OptimizerConstants constants,
    double learningRate,
    int warmupSteps,
    double l1,
    double l2,
    double weightDecay)
    implements Serializable {
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
        options.get(OptimizerOptions.WARMUP_STEPS),
        options.get(OptimizerOptions.EMBEDDING_L1),
        options.get(OptimizerOptions.EMBEDDING_L2),
        rule == Optimizer.ADAM_W ? options.get(OptimizerOptions.EMBEDDING_WEIGHT_DECAY) : 0);
  }
}
