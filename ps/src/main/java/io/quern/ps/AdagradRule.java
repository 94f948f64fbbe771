package io.quern.ps;

/**
 * {@code s ← s + g²; w ← w − rate × g / (√s + ε)}, as torch.optim.Adagrad (Duchi, Hazan, Singer:
 * "Adaptive subgradient methods", 2011, figure 1, diagonal case).
 */
record AdagradRule(float epsilon) implements UpdateRule {
  private static final int REPLAYED = 64;
  private static final double GROWTH = 1.0 / 64;
  private static final double SHRINKAGE = 1.0 / 64;
  private static final double NEGLIGIBLE = 1e-9;

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public boolean drifts(float l2) {
    return l2 != 0;
  }

  @Override
  public void step(float[][] x, float[] g, int from, int to, long step, float rate, float l2) {
    float[] w = x[0];
    float[] s = x[1];
    for (int i = from; i < to; i++) {
      float d = g[i] + l2 * w[i];
      s[i] += d * d;
      w[i] -= rate * d / ((float) Math.sqrt(s[i]) + epsilon);
    }
  }

  /**
   * Few steps one by one. Many in strides, short enough that {@code s} grows by {@value #GROWTH} of
   * itself and a weight shrinks by {@value #SHRINKAGE} of itself at most; the mean of {@code s}
   * then stands for all of a stride, whose steps have a closed form. Where that is no step, it is
   * one, exact. The shift of a weight comes out within 0.5 %, and strides get longer as {@code s}
   * grows: their number goes with the logarithm of the steps. A weight below {@value #NEGLIGIBLE}
   * has settled.
   */
  @Override
  public void drift(float[][] x, int from, int to, long after, long upTo, RateLog rates, float l2) {
    if (upTo - after <= REPLAYED) {
      replay(x, from, to, after, upTo, rates, l2);
      return;
    }
    for (int i = from; i < to; i++) {
      stride(x, i, after, upTo, rates, l2);
    }
  }

  private void replay(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, float l2) {
    float[] w = x[0];
    float[] s = x[1];
    for (long step = after + 1; step <= upTo; step++) {
      float rate = rates.at(step);
      for (int i = from; i < to; i++) {
        float d = l2 * w[i];
        s[i] += d * d;
        w[i] -= rate * d / ((float) Math.sqrt(s[i]) + epsilon);
      }
    }
  }

  private void stride(float[][] x, int i, long after, long upTo, RateLog rates, float l2) {
    double w = x[0][i];
    double s = x[1][i];
    long step = after + 1;
    while (step <= upTo && Math.abs(w) >= NEGLIGIBLE) {
      double pull = (double) rates.at(step) * l2;
      double square = l2 * w * l2 * w;
      double longest = Math.min(upTo, rates.runEnd(step)) - step + 1;
      double steady = Math.min(GROWTH * s / square, SHRINKAGE * Math.sqrt(s) / pull);
      long steps = (long) Math.max(1, Math.min(longest, steady));
      double shrink = 1 - pull / (Math.sqrt(s + square * (steps + 1) / 2) + epsilon);
      s += square * (1 + (steps - 1) * Math.pow(shrink, steps - 1));
      w *= Math.pow(shrink, steps);
      step += steps;
    }
    x[0][i] = (float) w;
    x[1][i] = (float) s;
  }
}
