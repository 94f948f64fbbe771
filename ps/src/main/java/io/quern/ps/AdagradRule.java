package io.quern.ps;

/**
 * {@code s ← s + d²; w ← w − rate × d / (√s + ε)} with {@code d = g + λ₂ × w}, as
 * torch.optim.Adagrad (Duchi, Hazan, Singer: "Adaptive subgradient methods", 2011, figure 1,
 * diagonal case). A group of several weights shares one s, which the mean of their d² adds to:
 * row-wise Adagrad, as torchrec has it for embedding rows.
 *
 * @param group weights that share an accumulator
 */
record AdagradRule(float epsilon, int group) implements UpdateRule {
  private static final int REPLAYED = 256;
  private static final double GROWTH = 1.0 / 64;
  private static final double SHRINKAGE = 1.0 / 64;

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public int slotWidth(int width) {
    return width / group;
  }

  @Override
  public boolean drifts(Penalty penalty) {
    return penalty.l2() != 0 || penalty.l1() != 0;
  }

  @Override
  public void step(
      float[][] x, float[] g, int from, int to, long step, float rate, Penalty penalty) {
    if (group == 1) {
      each(x, g, from, to, rate, penalty.l2());
    } else {
      for (int row = from / group; row < to / group; row++) {
        together(x, g, row, rate, penalty.l2());
      }
    }
    Shrinkage.threshold(x[0], from, to, rate, penalty.l1());
  }

  private void each(float[][] x, float[] g, int from, int to, float rate, float l2) {
    float[] w = x[0];
    float[] s = x[1];
    for (int i = from; i < to; i++) {
      float d = g[i] + l2 * w[i];
      s[i] += d * d;
      w[i] -= rate * d / ((float) Math.sqrt(s[i]) + epsilon);
    }
  }

  private void together(float[][] x, float[] g, int row, float rate, float l2) {
    float[] w = x[0];
    int end = (row + 1) * group;
    float squares = 0;
    for (int i = row * group; i < end; i++) {
      float d = g[i] + l2 * w[i];
      squares += d * d;
    }
    x[1][row] += squares / group;
    float size = rate / ((float) Math.sqrt(x[1][row]) + epsilon);
    for (int i = row * group; i < end; i++) {
      w[i] -= size * (g[i] + l2 * w[i]);
    }
  }

  /**
   * With λ₂, the first steps one by one: there s may grow fast. The rest in strides, short enough
   * that s grows by {@value #GROWTH} of itself and a weight shrinks by {@value #SHRINKAGE} of
   * itself at most; the mean of s then stands for all of a stride, whose steps have a closed form.
   * Where that is no step, it is one, exact. Strides get longer as s grows: their number goes with
   * the logarithm of the steps. Weights below {@link #NEGLIGIBLE} have settled.
   */
  @Override
  public void drift(
      float[][] x, int from, int to, long after, long upTo, RateLog rates, Penalty penalty) {
    if (penalty.l2() == 0) {
      Shrinkage.repeat(x[0], from, to, after, upTo, rates, 0, penalty.l1());
      return;
    }
    long replayed = Math.min(upTo, after + REPLAYED);
    float[] none = new float[to];
    for (long step = after + 1; step <= replayed; step++) {
      step(x, none, from, to, step, rates.at(step), penalty);
    }
    for (int row = from / group; row < to / group && replayed < upTo; row++) {
      stride(x, row, replayed, upTo, rates, penalty);
    }
  }

  private void stride(float[][] x, int row, long after, long upTo, RateLog rates, Penalty penalty) {
    float[] w = x[0];
    double l2 = penalty.l2();
    double s = x[1][row];
    double mean = meanSquare(w, row);
    long step = after + 1;
    while (step <= upTo && mean >= (double) NEGLIGIBLE * NEGLIGIBLE) {
      double rate = rates.at(step);
      double square = l2 * l2 * mean;
      double pull = rate * l2;
      double longest = Math.min(upTo, rates.runEnd(step)) - step + 1;
      double steady = Math.min(GROWTH * s / square, SHRINKAGE * Math.sqrt(s) / pull);
      if (penalty.l1() != 0) {
        steady = Math.min(steady, SHRINKAGE * Math.sqrt(mean) / (rate * penalty.l1()));
      }
      long steps = (long) Math.max(1, Math.min(longest, steady));
      double shrink = 1 - pull / (Math.sqrt(s + square * (steps + 1) / 2) + epsilon);
      double power = Shrinkage.power(shrink, steps);
      double distance = rate * penalty.l1() * Shrinkage.sum(shrink, power, steps);
      for (int i = row * group; i < (row + 1) * group; i++) {
        w[i] = Shrinkage.shrunk(w[i], power, distance);
      }
      double shrunken = meanSquare(w, row);
      s += l2 * l2 * (mean + (steps - 1) * (mean + shrunken) / 2);
      mean = shrunken;
      step += steps;
    }
    x[1][row] = (float) s;
  }

  private double meanSquare(float[] w, int row) {
    double sum = 0;
    for (int i = row * group; i < (row + 1) * group; i++) {
      sum += (double) w[i] * w[i];
    }
    return sum / group;
  }
}
