package io.quern.ps;

/**
 * Adam with bias correction (Kingma, Ba: "Adam: a method for stochastic optimization", 2015,
 * algorithm 1).
 *
 * <p>Dense: every step moves every weight, as torch.optim.Adam does; what a row missed is replayed.
 * Lazy: only what a step touches moves, with the bias correction of the global step and ε added to
 * the uncorrected √v, as torch.optim.SparseAdam does; {@code l2} then acts on touched rows only.
 */
final class AdamRule implements UpdateRule {
  /** Weights and updates below this count as settled. */
  private static final float NEGLIGIBLE = 1e-9f;

  private static final int STEPS_BETWEEN_CHECKS = 16;

  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final boolean lazy;
  private final boolean fades;

  AdamRule(OptimizerConfig config, boolean lazy) {
    this.beta1 = config.beta1();
    this.beta2 = config.beta2();
    this.epsilon = config.epsilon();
    this.lazy = lazy;
    // Without gradients an update changes by the factor β1 / √β2 from step to step.
    this.fades = beta1 < Math.sqrt(beta2);
  }

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public boolean drifts(float l2) {
    return !lazy;
  }

  @Override
  public void step(float[][] x, float[] g, int from, int to, long step, float rate, float l2) {
    var scale = new Scale(rate, Math.pow(beta1, step), Math.pow(beta2, step));
    float[] w = x[0];
    float[] m = x[1];
    float[] v = x[2];
    float size = scale.size;
    float root = scale.root;
    for (int i = from; i < to; i++) {
      float d = g[i] + l2 * w[i];
      float mean = beta1 * m[i] + (1 - beta1) * d;
      float square = beta2 * v[i] + (1 - beta2) * d * d;
      m[i] = mean;
      v[i] = square;
      w[i] -= size * mean / ((float) Math.sqrt(square) * root + epsilon);
    }
  }

  /**
   * Step by step, until the updates (and, with {@code l2}, the weights) are negligible; from there
   * on only the moments fade, which has a closed form.
   */
  @Override
  public void drift(float[][] x, int from, int to, long after, long upTo, RateLog rates, float l2) {
    double power1 = Math.pow(beta1, after);
    double power2 = Math.pow(beta2, after);
    for (long step = after + 1; step <= upTo; step++) {
      power1 *= beta1;
      power2 *= beta2;
      var scale = new Scale(rates.at(step), power1, power2);
      boolean check = (step - after - 1) % STEPS_BETWEEN_CHECKS == 0;
      if (check && settled(x, from, to, scale, l2)) {
        fade(x, from, to, upTo - step + 1);
        return;
      }
      driftOnce(x, from, to, scale, l2);
    }
  }

  private void driftOnce(float[][] x, int from, int to, Scale scale, float l2) {
    float[] w = x[0];
    float[] m = x[1];
    float[] v = x[2];
    float size = scale.size;
    float root = scale.root;
    for (int i = from; i < to; i++) {
      float d = l2 * w[i];
      float mean = beta1 * m[i] + (1 - beta1) * d;
      float square = beta2 * v[i] + (1 - beta2) * d * d;
      m[i] = mean;
      v[i] = square;
      w[i] -= size * mean / ((float) Math.sqrt(square) * root + epsilon);
    }
  }

  private boolean settled(float[][] x, int from, int to, Scale scale, float l2) {
    if (!fades) {
      return false;
    }
    for (int i = from; i < to; i++) {
      float update = scale.size * x[1][i] / ((float) Math.sqrt(x[2][i]) * scale.root + epsilon);
      // Negated comparisons: a NaN is never settled.
      if (!(Math.abs(update) < NEGLIGIBLE) || (l2 != 0 && !(Math.abs(x[0][i]) < NEGLIGIBLE))) {
        return false;
      }
    }
    return true;
  }

  private void fade(float[][] x, int from, int to, long steps) {
    float fade1 = (float) Math.pow(beta1, steps);
    float fade2 = (float) Math.pow(beta2, steps);
    for (int i = from; i < to; i++) {
      x[1][i] *= fade1;
      x[2][i] *= fade2;
    }
  }

  /** The factors of one step: {@code w ← w − size × m / (root × √v + ε)}. */
  private final class Scale {
    final float size;
    final float root;

    Scale(float rate, double power1, double power2) {
      double correction = Math.sqrt(1 - power2);
      size = (float) (rate / (1 - power1) * (lazy ? correction : 1));
      root = (float) (lazy ? 1 : 1 / correction);
    }
  }
}
