package io.quern.model.algorithm;

import io.quern.api.Options;
import java.io.Serializable;

/**
 * The constants of update rules; of each, those that the chosen rule uses count. One value serves
 * dense and sparse parameters where both have a rule that uses it.
 *
 * @param epsilon the rule's own default where the statement gives none
 */
public record OptimizerConstants(
    double beta1, double beta2, double epsilon, double momentum, boolean nesterov, Ftrl ftrl)
    implements Serializable {
  private static final double ADAM_EPSILON = 1e-8;
  private static final double ADAGRAD_EPSILON = 1e-10;

  /** FTRL-proximal's, as its paper names them. */
  public record Ftrl(double alpha, double beta, double l1, double l2, boolean keepInit)
      implements Serializable {}

  static OptimizerConstants from(Options options, Optimizer rule) {
    boolean adagrad = rule == Optimizer.ADAGRAD || rule == Optimizer.ROW_WISE_ADAGRAD;
    return new OptimizerConstants(
        options.get(OptimizerOptions.BETA1),
        options.get(OptimizerOptions.BETA2),
        options.find(OptimizerOptions.EPSILON).orElse(adagrad ? ADAGRAD_EPSILON : ADAM_EPSILON),
        options.get(OptimizerOptions.MOMENTUM),
        options.get(OptimizerOptions.NESTEROV),
        new Ftrl(
            options.get(OptimizerOptions.FTRL_ALPHA),
            options.get(OptimizerOptions.FTRL_BETA),
            options.get(OptimizerOptions.FTRL_L1),
            options.get(OptimizerOptions.FTRL_L2),
            options.get(OptimizerOptions.FTRL_KEEP_INIT)));
  }
}
