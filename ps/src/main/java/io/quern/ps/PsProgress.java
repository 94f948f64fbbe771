package io.quern.ps;

import java.util.List;

/**
 * How far the training is: what a server needs, besides rows and dense values, to go on from a
 * snapshot exactly. Equal on all servers at a quiesced step.
 *
 * @param clock steps done
 * @param firstRates the learning rates of the beginning, without warm-up: dense, then by table
 * @param changes of the learning rates since the beginning, ascending; rows inserted later replay
 *     them
 * @param epochEnds the clock at the end of each epoch
 */
record PsProgress(
    long clock, List<Float> firstRates, List<RateChange> changes, List<Long> epochEnds) {

  /**
   * Rates set by {@link PsClient#setLearningRates}.
   *
   * @param firstStep the first step that had them, counted from 1
   */
  record RateChange(long firstStep, float dense, float sparse) {}

  PsProgress {
    firstRates = List.copyOf(firstRates);
    changes = List.copyOf(changes);
    epochEnds = List.copyOf(epochEnds);
  }
}
