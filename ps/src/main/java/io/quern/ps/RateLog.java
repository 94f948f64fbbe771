package io.quern.ps;

import java.util.Arrays;

/** Which learning rate each step had: replaying missed steps needs the past ones. Immutable. */
final class RateLog {
  private final int warmupSteps;
  private final long[] firstSteps;
  private final float[] rates;

  RateLog(LearningRate start) {
    this(start.warmupSteps(), new long[] {0}, new float[] {start.rate()});
  }

  private RateLog(int warmupSteps, long[] firstSteps, float[] rates) {
    this.warmupSteps = warmupSteps;
    this.firstSteps = firstSteps;
    this.rates = rates;
  }

  /** This log with {@code rate} from {@code firstStep} on; no earlier than the last change. */
  RateLog with(long firstStep, float rate) {
    int last = rates.length - 1;
    int kept = firstSteps[last] == firstStep ? last : last + 1;
    long[] steps = Arrays.copyOf(firstSteps, kept + 1);
    float[] values = Arrays.copyOf(rates, kept + 1);
    steps[kept] = firstStep;
    values[kept] = rate;
    return new RateLog(warmupSteps, steps, values);
  }

  /** The rate of the beginning, without warm-up. */
  float first() {
    return rates[0];
  }

  float at(long step) {
    float rate = warm(step);
    return step < warmupSteps ? rate * step / warmupSteps : rate;
  }

  /** The rate of a step as if there were no warm-up: rates that follow may be as high. */
  float warm(long step) {
    return rates[run(step)];
  }

  /** The last step that has the rate of {@code step} without a change in between. */
  long runEnd(long step) {
    if (step < warmupSteps) {
      return step;
    }
    int next = run(step) + 1;
    return next == rates.length ? Long.MAX_VALUE : firstSteps[next] - 1;
  }

  private int run(long step) {
    int run = rates.length - 1;
    while (firstSteps[run] > step) {
      run--;
    }
    return run;
  }
}
