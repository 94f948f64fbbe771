package io.quern.ps;

/**
 * What penalties do to weights that nothing else moves: {@code w ← S((1 − rate × decay) × w, rate ×
 * l1)} at every step, where {@code S(x, t) = sign(x) × max(|x| − t, 0)}.
 */
final class Shrinkage {
  private Shrinkage() {}

  /** {@code w ← S(w, rate × l1)}: the end of one step. */
  static void threshold(float[] w, int from, int to, float rate, float l1) {
    if (l1 == 0) {
      return;
    }
    float distance = rate * l1;
    for (int i = from; i < to; i++) {
      w[i] = Math.copySign(Math.max(Math.abs(w[i]) - distance, 0), w[i]);
    }
  }

  /** The steps {@code (after, upTo]}; in closed form for all that share a rate. */
  static void repeat(
      float[] w, int from, int to, long after, long upTo, RateLog rates, float decay, float l1) {
    if (decay == 0 && l1 == 0) {
      return;
    }
    double factor = 1;
    double distance = 0;
    for (long step = after + 1; step <= upTo; ) {
      long end = Math.min(upTo, rates.runEnd(step));
      double rate = rates.at(step);
      double shrink = 1 - rate * decay;
      if (shrink < 0 && l1 != 0) {
        // The sign alternates, and with it the threshold's direction: no closed form.
        end = step;
      }
      long steps = end - step + 1;
      double power = power(shrink, steps);
      factor *= power;
      distance = Math.abs(power) * distance + rate * l1 * sum(shrink, power, steps);
      step = end + 1;
    }
    for (int i = from; i < to; i++) {
      w[i] = shrunk(w[i], factor, distance);
    }
  }

  /** {@code S(factor × w, distance)}. */
  static float shrunk(double w, double factor, double distance) {
    double x = factor * w;
    return (float) Math.copySign(Math.max(Math.abs(x) - distance, 0), x);
  }

  /** {@code 1 + shrink + … + shrink^(steps − 1)}, with {@code power = shrink^steps}. */
  static double sum(double shrink, double power, long steps) {
    return shrink == 1 ? steps : (1 - power) / (1 - shrink);
  }

  static double power(double shrink, long steps) {
    return steps == 1 ? shrink : Math.pow(shrink, steps);
  }
}
