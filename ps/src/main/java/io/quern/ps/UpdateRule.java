package io.quern.ps;

/**
 * How gradients change weights and their state. One kernel serves blocks of table rows and dense
 * segments alike: {@code x[0]} are weights, {@code x[1] …} the state slots, and values at one index
 * belong together. Stateless; arithmetic in single precision.
 */
sealed interface UpdateRule permits SgdRule, MomentumRule, AdagradRule, AdamRule, FtrlRule {
  /** Weights and updates below this count as settled. */
  float NEGLIGIBLE = 1e-9f;

  /** The rule of rows of {@code width} weights; dense segments count as rows of one. */
  static UpdateRule of(OptimizerConfig config, int width) {
    if (config instanceof OptimizerConfig.Momentum momentum) {
      return new MomentumRule(momentum.momentum(), momentum.nesterov());
    }
    if (config instanceof OptimizerConfig.Adagrad adagrad) {
      return new AdagradRule(adagrad.epsilon(), adagrad.rowWise() ? width : 1);
    }
    if (config instanceof OptimizerConfig.Adam adam) {
      return new AdamRule(adam);
    }
    if (config instanceof OptimizerConfig.Ftrl ftrl) {
      return new FtrlRule(ftrl);
    }
    return new SgdRule();
  }

  /** Number of state slots. */
  int slots();

  /** Values that a state slot has for a row of {@code width} weights. */
  default int slotWidth(int width) {
    return width;
  }

  /** Whether a step changes weights or state that it brings no gradient for. */
  boolean drifts(Penalty penalty);

  /**
   * Applies gradients {@code g}, of the data alone, to the values in {@code [from, to)}: whole rows
   * where the rule is one of rows.
   *
   * @param step number of this step, from 1
   */
  void step(float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty);

  /**
   * Applies the steps {@code (after, upTo]}, which brought no gradient of the data. Called only
   * where {@link #drifts}.
   */
  void drift(float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty);
}
