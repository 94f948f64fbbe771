package io.quern.bench.kernels;

import io.quern.ps.OptimizerConfig;

/** The optimizers that are measured, with their usual constants. */
public enum Rule {
  LAZY_ADAM(new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, true)),
  ADAM(new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, false)),
  ADAGRAD(new OptimizerConfig.Adagrad(1e-7f, false)),
  ROW_WISE_ADAGRAD(new OptimizerConfig.Adagrad(1e-7f, true)),
  FTRL(new OptimizerConfig.Ftrl(0.05f, 1, 0, 0, true));

  private final OptimizerConfig config;

  Rule(OptimizerConfig config) {
    this.config = config;
  }

  OptimizerConfig config() {
    return config;
  }
}
