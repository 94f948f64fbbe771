package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.runtime.train.ValidationPolicy.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * How a training has gone, and what follows from that alone: the rates of the next epoch, whose
 * weights to keep, when to stop. So the history of a training that was cut short is all that one
 * which goes on from it needs to decide as the other would have. Confined to one thread.
 *
 * <p>With validation and {@code earlyStoppingPatience} the best epoch's weights are kept, whether
 * training stops early or not; else the last epoch's.
 */
final class TrainingCourse {
  private static final Verdict GO_ON = new Verdict(false, false, false);

  private final TrainingOptions options;
  private final boolean validates;
  private final ValidationPolicy policy;
  private final List<EpochMetrics> history = new ArrayList<>();
  private LearningRates rates;
  private Verdict verdict = GO_ON;

  /**
   * @param validates whether there are rows held out
   * @param before the epochs done already
   */
  TrainingCourse(TrainingOptions options, boolean validates, List<EpochMetrics> before) {
    this.options = requireNonNull(options, "options is null");
    this.validates = validates;
    this.policy =
        new ValidationPolicy(
            options.schedule().earlyStoppingPatience(), options.schedule().lrDecayPatience());
    this.rates = new LearningRates(options.dense().learningRate(), options.sparse().learningRate());
    before.forEach(this::add);
  }

  /** Judges the epoch that has just ended. */
  void add(EpochMetrics metrics) {
    history.add(metrics);
    verdict = validates ? policy.judge(monitored(metrics.validation())) : GO_ON;
    if (verdict.lowerRates()) {
      rates = rates.lowered();
    }
  }

  /** What epochs are compared by; more is better. */
  private double monitored(Evaluation validation) {
    return switch (options.metrics().monitor()) {
      case AUC -> validation.auc();
      case LOSS -> -validation.loss();
      case GAUC -> requireGauc(validation.gauc());
    };
  }

  private double requireGauc(double gauc) {
    if (Double.isNaN(gauc)) {
      throw new QuernException(
              ErrorCode.DATA,
              "GAUC is not defined: no value of '%s' has held-out rows of both classes"
                  .formatted(options.metrics().gaucBy()))
          .withHint("Hold out more rows, or set monitor to auc");
    }
    return gauc;
  }

  /** All epochs so far. */
  List<EpochMetrics> history() {
    return List.copyOf(history);
  }

  /** The epoch that has just ended. */
  EpochMetrics last() {
    return history.get(history.size() - 1);
  }

  /** Whether there are rows held out. */
  boolean validates() {
    return validates;
  }

  /** The number of the next epoch, from 1. */
  int nextEpoch() {
    return history.size() + 1;
  }

  /** The learning rates of the next epoch. */
  LearningRates rates() {
    return rates;
  }

  /** Whether the last epoch has lowered them. */
  boolean lowersRates() {
    return verdict.lowerRates();
  }

  /** Whether no epoch follows. */
  boolean isOver() {
    return verdict.stop() || history.size() >= options.schedule().epochs();
  }

  /** Whether the weights of the last epoch are to be committed, as far as is known by now. */
  boolean keepsLast() {
    boolean keepsBest = validates && options.schedule().earlyStoppingPatience() > 0;
    return keepsBest ? verdict.improved() : isOver();
  }
}
