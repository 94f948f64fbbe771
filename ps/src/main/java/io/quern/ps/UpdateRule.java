package io.quern.ps;

/**
 * How gradients change weights and their state. One kernel serves blocks of table rows and dense
 * segments alike: {@code x[0]} are weights, {@code x[1] …} the state slots, and values at one index
 * belong together. Stateless; arithmetic in single precision.
 */
sealed interface UpdateRule permits SgdRule, AdagradRule, AdamRule {

  static UpdateRule of(OptimizerConfig config) {
    return switch (config.rule()) {
      case SGD -> new SgdRule();
      case ADAGRAD -> new AdagradRule(config.epsilon());
      case ADAM -> new AdamRule(config, false);
      case LAZY_ADAM -> new AdamRule(config, true);
    };
  }

  /** Values of state per weight. */
  int slots();

  /** Whether a step changes weights or state that it brings no gradient for. */
  boolean drifts(float l2);

  /**
   * Applies gradients {@code g + l2 × weight} to the values in {@code [from, to)}.
   *
   * @param step number of this step, from 1
   */
  void step(float[][] x, float[] g, int from, int to, long step, float rate, float l2);

  /**
   * Applies the steps {@code (after, upTo]}, which brought no gradient but {@code l2 × weight}.
   * Called only where {@link #drifts}.
   */
  void drift(float[][] x, int from, int to, long after, long upTo, RateLog rates, float l2);
}
