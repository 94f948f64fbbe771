package io.quern.ps;

/**
 * Gradient descent with momentum as torch.optim.SGD has it (no dampening): {@code b ← μ × b + d; w
 * ← w − rate × b} with {@code d = g + λ₂ × w}; Nesterov's {@code w ← w − rate × (d + μ × b)}
 * (Sutskever, Martens, Dahl, Hinton: "On the importance of initialization and momentum in deep
 * learning", 2013).
 *
 * <p>A row moves on after its gradient is gone, as it does in a dense training.
 */
record MomentumRule(float momentum, boolean nesterov) implements UpdateRule {
  private static final int STEPS_BETWEEN_CHECKS = 16;

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public boolean drifts(Penalty penalty) {
    return true;
  }

  @Override
  public void step(
      float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty) {
    float[] w = x[0];
    float[] b = x[1];
    float l2 = penalty.l2();
    for (int i = from; i < to; i++) {
      float d = g[i] + l2 * w[i];
      float velocity = momentum * b[i] + d;
      b[i] = velocity;
      w[i] -= rate * (nesterov ? d + momentum * velocity : velocity);
    }
    Shrinkage.threshold(w, from, to, rate, penalty.l1());
  }

  /**
   * Without λ₁ a step is linear in (w, b), so that k of them at one rate are the k-th power of a 2
   * × 2 matrix. With it, step by step until the velocity is negligible, from where on only the
   * penalties move the weight. λ₁ and λ₂ together keep a velocity up as long as there is a weight:
   * then a replay takes as many steps as were missed, until the weight is 0.
   */
  @Override
  public void drift(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    if (penalty.l1() == 0) {
      linear(after, upTo, rates, penalty.l2()).apply(x[0], x[1], from, to);
      return;
    }
    for (long step = after + 1; step <= upTo; step++) {
      boolean check = (step - after - 1) % STEPS_BETWEEN_CHECKS == 0;
      if (check && settled(x, from, to, rates.warm(step), penalty.l2())) {
        Shrinkage.repeat(x[0], from, to, step - 1, upTo, rates, 0, penalty.l1());
        fade(x[1], from, to, upTo - step + 1);
        return;
      }
      replay(x, from, to, rates.at(step), penalty);
    }
  }

  private Linear linear(long after, long upTo, RateLog rates, double l2) {
    Linear all = Linear.IDENTITY;
    for (long step = after + 1; step <= upTo; ) {
      long end = Math.min(upTo, rates.runEnd(step));
      all = all.then(one(rates.at(step), l2).power(end - step + 1));
      step = end + 1;
    }
    return all;
  }

  private Linear one(double rate, double l2) {
    double ahead = nesterov ? momentum : 1;
    double own = nesterov ? l2 : 0;
    return new Linear(1 - rate * (own + ahead * l2), -rate * ahead * momentum, l2, momentum);
  }

  private void replay(float[][] x, int from, int to, float rate, Penalty penalty) {
    float[] w = x[0];
    float[] b = x[1];
    float l2 = penalty.l2();
    for (int i = from; i < to; i++) {
      float d = l2 * w[i];
      float velocity = momentum * b[i] + d;
      b[i] = velocity;
      w[i] -= rate * (nesterov ? d + momentum * velocity : velocity);
    }
    Shrinkage.threshold(w, from, to, rate, penalty.l1());
  }

  private boolean settled(float[][] x, int from, int to, float rate, float l2) {
    float reach = rate * momentum / (1 - momentum);
    for (int i = from; i < to; i++) {
      // Negated comparisons: a NaN is never settled.
      if (!(Math.abs(reach * x[1][i]) < NEGLIGIBLE)
          || (l2 != 0 && !(Math.abs(x[0][i]) < NEGLIGIBLE))) {
        return false;
      }
    }
    return true;
  }

  private void fade(float[] b, int from, int to, long steps) {
    float fade = (float) Math.pow(momentum, steps);
    for (int i = from; i < to; i++) {
      b[i] *= fade;
    }
  }

  /** {@code (w, b) ← (ww × w + wb × b, bw × w + bb × b)}. */
  private record Linear(double ww, double wb, double bw, double bb) {
    static final Linear IDENTITY = new Linear(1, 0, 0, 1);

    Linear then(Linear next) {
      return new Linear(
          next.ww * ww + next.wb * bw,
          next.ww * wb + next.wb * bb,
          next.bw * ww + next.bb * bw,
          next.bw * wb + next.bb * bb);
    }

    Linear power(long steps) {
      Linear result = IDENTITY;
      Linear square = this;
      for (long left = steps; left > 0; left >>= 1) {
        if ((left & 1) != 0) {
          result = result.then(square);
        }
        square = square.then(square);
      }
      return result;
    }

    void apply(float[] w, float[] b, int from, int to) {
      for (int i = from; i < to; i++) {
        double weight = ww * w[i] + wb * b[i];
        b[i] = (float) (bw * w[i] + bb * b[i]);
        w[i] = (float) weight;
      }
    }
  }
}
