package io.quern.runtime.train;

/**
 * Judges validations one after the other: which weights are the best, when the rates fall, when to
 * stop. Confined to one thread.
 */
final class ValidationPolicy {
  /** A metric has to be better by more than this to count as better. */
  static final double MINIMAL_IMPROVEMENT = 1e-6;

  private final int earlyStoppingPatience;
  private final int lrDecayPatience;
  private double best = Double.NEGATIVE_INFINITY;
  private int withoutImprovement;

  /**
   * @param earlyStoppingPatience validations in a row without improvement to stop after; 0 = never
   * @param lrDecayPatience validations in a row without improvement to lower the rates after, and
   *     again after as many more; 0 = never
   */
  ValidationPolicy(int earlyStoppingPatience, int lrDecayPatience) {
    this.earlyStoppingPatience = earlyStoppingPatience;
    this.lrDecayPatience = lrDecayPatience;
  }

  /**
   * What follows from the next validation.
   *
   * @param metric more is better
   */
  Verdict judge(double metric) {
    if (metric > best + MINIMAL_IMPROVEMENT) {
      best = metric;
      withoutImprovement = 0;
      return new Verdict(true, false, false);
    }
    withoutImprovement++;
    return new Verdict(
        false,
        lrDecayPatience > 0 && withoutImprovement % lrDecayPatience == 0,
        earlyStoppingPatience > 0 && withoutImprovement >= earlyStoppingPatience);
  }

  /**
   * @param improved these are the best weights so far
   * @param lowerRates before the next epoch, if there is one
   * @param stop no epoch follows
   */
  record Verdict(boolean improved, boolean lowerRates, boolean stop) {}
}
