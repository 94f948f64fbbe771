package io.quern.ps;

/** The optimizers with the constants that tests give them. */
enum Rule {
  SGD(new OptimizerConfig.Sgd()),
  MOMENTUM(new OptimizerConfig.Momentum(0.9f, false)),
  NESTEROV(new OptimizerConfig.Momentum(0.9f, true)),
  ADAGRAD(new OptimizerConfig.Adagrad(1e-10f, false)),
  ROW_WISE_ADAGRAD(new OptimizerConfig.Adagrad(1e-10f, true)),
  ADAM(new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, false)),
  LAZY_ADAM(new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, true)),
  FTRL(new OptimizerConfig.Ftrl(0.1f, 0.5f, 0.02f, 0.3f, true)),
  FTRL_FROM_ZERO(new OptimizerConfig.Ftrl(0.5f, 1, 0.05f, 2, false));

  final OptimizerConfig config;

  Rule(OptimizerConfig config) {
    this.config = config;
  }
}
