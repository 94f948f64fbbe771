package io.quern.ps;

/** {@code w ← S(w − rate × (g + λ₂ × w), rate × λ₁)}, with the thresholding {@link Shrinkage} S. */
record SgdRule() implements UpdateRule {
  @Override
  public int slots() {
    return 0;
  }

  @Override
  public boolean drifts(Penalty penalty) {
    return penalty.l2() != 0 || penalty.l1() != 0;
  }

  @Override
  public void step(
      float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty) {
    float[] w = x[0];
    float l2 = penalty.l2();
    for (int i = from; i < to; i++) {
      w[i] -= rate * (g[i] + l2 * w[i]);
    }
    Shrinkage.threshold(w, from, to, rate, penalty.l1());
  }

  /** In closed form: k steps at one rate multiply the weight by {@code (1 − rate × λ₂)^k}. */
  @Override
  public void drift(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    Shrinkage.repeat(x[0], from, to, after, upTo, rates, penalty.l2(), penalty.l1());
  }
}
