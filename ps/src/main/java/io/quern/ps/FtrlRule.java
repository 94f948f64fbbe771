package io.quern.ps;

/**
 * FTRL-proximal with per-coordinate rates (McMahan et al.: "Ad click prediction: a view from the
 * trenches", 2013, algorithm 1): {@code σ = (√(n + g²) − √n) / α; z ← z + g − σ × w; n ← n + g²; w
 * ← 0 where |z| ≤ λ₁, else −(z − sign(z) × λ₁) / ((β + √n) / α + λ₂)}.
 *
 * <p>The weight is stored. Before its first gradient it has its initial value w₀, which the paper
 * has not: where that is kept, z begins where w₀ follows from it, so that training goes on from w₀;
 * else z begins at 0 and the first step leaves of w₀ what σ × w₀ carries, as in MetaSpore. For w₀ =
 * 0 both are the paper's.
 */
record FtrlRule(OptimizerConfig.Ftrl config) implements UpdateRule {
  @Override
  public int slots() {
    return 2;
  }

  @Override
  public boolean drifts(Penalty penalty) {
    return false;
  }

  @Override
  public void step(
      float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty) {
    float[] w = x[0];
    float[] n = x[1];
    float[] z = x[2];
    float l1 = config.l1();
    float l2 = config.l2();
    float inverse = 1 / config.alpha();
    float flat = config.beta() * inverse + l2;
    for (int i = from; i < to; i++) {
      float sum = n[i] + g[i] * g[i];
      float root = (float) Math.sqrt(sum);
      float sigma = (root - (float) Math.sqrt(n[i])) * inverse;
      if (n[i] == 0 && config.keepsInitial()) {
        z[i] = -w[i] * flat - Math.signum(w[i]) * l1;
      }
      n[i] = sum;
      z[i] += g[i] - sigma * w[i];
      w[i] = Math.abs(z[i]) <= l1 ? 0 : -(z[i] - Math.signum(z[i]) * l1) / (root * inverse + flat);
    }
  }

  @Override
  public void drift(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    throw new IllegalStateException("FTRL moves no weight without a gradient");
  }
}
