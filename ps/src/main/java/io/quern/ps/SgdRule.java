package io.quern.ps;

/** {@code w ← w − rate × (g + l2 × w)}. */
record SgdRule() implements UpdateRule {
  @Override
  public int slots() {
    return 0;
  }

  @Override
  public boolean drifts(float l2) {
    return l2 != 0;
  }

  @Override
  public void step(float[][] x, float[] g, int from, int to, long step, float rate, float l2) {
    float[] w = x[0];
    for (int i = from; i < to; i++) {
      w[i] -= rate * (g[i] + l2 * w[i]);
    }
  }

  /** In closed form: k steps at one rate multiply the weight by {@code (1 − rate × l2)^k}. */
  @Override
  public void drift(float[][] x, int from, int to, long after, long upTo, RateLog rates, float l2) {
    double factor = 1;
    for (long step = after + 1; step <= upTo; ) {
      long end = Math.min(upTo, rates.runEnd(step));
      factor *= Math.pow(1 - (double) rates.at(step) * l2, end - step + 1);
      step = end + 1;
    }
    float[] w = x[0];
    for (int i = from; i < to; i++) {
      w[i] *= (float) factor;
    }
  }
}
