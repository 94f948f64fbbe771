package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import java.io.Serializable;

/**
 * How one kind of parameters learns.
 *
 * @param l2 λ: of the kernels for dense parameters; of every row of every table for sparse ones
 */
public record OptimizerChoice(Optimizer rule, double learningRate, double l2)
    implements Serializable {
  public OptimizerChoice {
    requireNonNull(rule, "rule is null");
  }

  static OptimizerChoice dense(Options options) {
    return new OptimizerChoice(
        Optimizer.of(options.get(OptimizerOptions.OPTIMIZER)),
        options.get(OptimizerOptions.LEARNING_RATE),
        options.get(OptimizerOptions.L2));
  }

  static OptimizerChoice sparse(Options options) {
    return new OptimizerChoice(
        Optimizer.of(options.get(OptimizerOptions.SPARSE_OPTIMIZER)),
        options
            .find(OptimizerOptions.SPARSE_LEARNING_RATE)
            .orElse(options.get(OptimizerOptions.LEARNING_RATE)),
        options.get(OptimizerOptions.EMBEDDING_L2));
  }
}
