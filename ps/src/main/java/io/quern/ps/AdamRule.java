package io.quern.ps;

/**
 * Adam with bias correction (Kingma, Ba: "Adam: a method for stochastic optimization", 2015,
 * algorithm 1).
 *
 * <p>AdamW is Adam with {@link Penalty#decay}: {@code w ← (1 − rate × decay) × w} before the step
 * (Loshchilov, Hutter: "Decoupled weight decay regularization", 2019, algorithm 2), as
 * torch.optim.AdamW.
 *
 * <p>Dense: every step moves every weight, as torch.optim.Adam does; what a row missed is replayed.
 * Lazy: only what a step touches moves, with the bias correction of the global step and ε added to
 * the uncorrected √v, as torch.optim.SparseAdam does; penalties then act on touched rows only.
 */
final class AdamRule implements UpdateRule {
  private static final int STEPS_BETWEEN_CHECKS = 16;

  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final boolean lazy;
  private final boolean fades;

  AdamRule(OptimizerConfig.Adam config) {
    this.beta1 = config.beta1();
    this.beta2 = config.beta2();
    this.epsilon = config.epsilon();
    this.lazy = config.lazy();
    // Without gradients an update changes by the factor β1 / √β2 from step to step.
    this.fades = beta1 < Math.sqrt(beta2);
  }

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public boolean drifts(Penalty penalty) {
    return !lazy;
  }

  @Override
  public void step(
      float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty) {
    var scale = new Scale(rate, Math.pow(beta1, step), Math.pow(beta2, step));
    decay(x[0], from, to, rate * penalty.decay());
    float[] w = x[0];
    float[] m = x[1];
    float[] v = x[2];
    float l2 = penalty.l2();
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
    Shrinkage.threshold(w, from, to, rate, penalty.l1());
  }

  private static void decay(float[] w, int from, int to, float share) {
    if (share == 0) {
      return;
    }
    for (int i = from; i < to; i++) {
      w[i] -= share * w[i];
    }
  }

  /**
   * Step by step, until the updates (and, with λ₂, the weights) are negligible; from there on the
   * moments fade and the other penalties shrink the weights, both in closed form.
   */
  @Override
  public void drift(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    if (penalty.l1() != 0) {
      driftPrecisely(x, from, to, after, upTo, rates, penalty);
      return;
    }
    double power1 = Math.pow(beta1, after);
    double power2 = Math.pow(beta2, after);
    for (long step = after + 1; step <= upTo; step++) {
      power1 *= beta1;
      power2 *= beta2;
      float rate = rates.at(step);
      boolean check = (step - after - 1) % STEPS_BETWEEN_CHECKS == 0;
      if (check
          && settled(x, from, to, new Scale(rates.warm(step), power1, power2), penalty.l2())) {
        fade(x[1], from, to, Math.pow(beta1, upTo - step + 1));
        fade(x[2], from, to, Math.pow(beta2, upTo - step + 1));
        Shrinkage.repeat(x[0], from, to, step - 1, upTo, rates, penalty.decay(), 0);
        return;
      }
      decay(x[0], from, to, rate * penalty.decay());
      driftOnce(x, from, to, new Scale(rate, power1, power2), penalty.l2());
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
    for (int i = from; i < to; i++) {
      if (!settled(x[0][i], x[1][i], x[2][i], scale, l2)) {
        return false;
      }
    }
    return true;
  }

  private boolean settled(double w, double m, double v, Scale scale, float l2) {
    double update = scale.size * m / (Math.sqrt(v) * scale.root + epsilon);
    // A NaN compares as false: it is never settled.
    return fades && Math.abs(update) < NEGLIGIBLE && (l2 == 0 || Math.abs(w) < NEGLIGIBLE);
  }

  private static void fade(float[] moment, int from, int to, double factor) {
    for (int i = from; i < to; i++) {
      moment[i] *= (float) factor;
    }
  }

  /** λ₁ takes the same distance off at every step: in single precision its roundings add up. */
  private void driftPrecisely(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    double[] w = widened(x[0], from, to);
    double[] m = widened(x[1], from, to);
    double[] v = widened(x[2], from, to);
    double power1 = Math.pow(beta1, after);
    double power2 = Math.pow(beta2, after);
    long step = after + 1;
    for (; step <= upTo; step++) {
      power1 *= beta1;
      power2 *= beta2;
      boolean check = (step - after - 1) % STEPS_BETWEEN_CHECKS == 0;
      if (check && settled(w, m, v, new Scale(rates.warm(step), power1, power2), penalty.l2())) {
        break;
      }
      float rate = rates.at(step);
      replay(w, m, v, new Scale(rate, power1, power2), rate, penalty);
    }
    narrow(w, 1, x[0], from);
    narrow(m, Math.pow(beta1, upTo - step + 1), x[1], from);
    narrow(v, Math.pow(beta2, upTo - step + 1), x[2], from);
    Shrinkage.repeat(x[0], from, to, step - 1, upTo, rates, penalty.decay(), penalty.l1());
  }

  private void replay(
      double[] w, double[] m, double[] v, Scale scale, double rate, Penalty penalty) {
    double kept = 1 - rate * penalty.decay();
    double distance = rate * penalty.l1();
    for (int i = 0; i < w.length; i++) {
      double d = penalty.l2() * w[i];
      m[i] = beta1 * m[i] + (1 - beta1) * d;
      v[i] = beta2 * v[i] + (1 - beta2) * d * d;
      double moved = kept * w[i] - scale.size * m[i] / (Math.sqrt(v[i]) * scale.root + epsilon);
      w[i] = Math.copySign(Math.max(Math.abs(moved) - distance, 0), moved);
    }
  }

  private boolean settled(double[] w, double[] m, double[] v, Scale scale, float l2) {
    for (int i = 0; i < w.length; i++) {
      if (!settled(w[i], m[i], v[i], scale, l2)) {
        return false;
      }
    }
    return true;
  }

  private static double[] widened(float[] values, int from, int to) {
    double[] wide = new double[to - from];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[from + i];
    }
    return wide;
  }

  private static void narrow(double[] wide, double factor, float[] values, int from) {
    for (int i = 0; i < wide.length; i++) {
      values[from + i] = (float) (factor * wide[i]);
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
