package io.quern.ps;

import java.util.List;

/**
 * How far the training is: what a server needs, besides rows and dense values, to go on from a
 * snapshot exactly. Equal on all servers at a quiesced step.
 *
 * @param clock steps done
 * @param changes of the learning rates since the beginning, ascending; rows inserted later replay
 *     them
 */
public record PsProgress(long clock, List<RateChange> changes) {

  /**
   * Rates set by {@link PsClient#setLearningRates}.
   *
   * @param firstStep the first step that had them, counted from 1
   */
  public record RateChange(long firstStep, float dense, float sparse) {}

  public PsProgress {
    changes = List.copyOf(changes);
  }
}
