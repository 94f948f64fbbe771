package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;

/**
 * The factors of a batch's examples in the loss that is minimised, by their labels. Confined to one
 * thread.
 *
 * @param positive factor of examples with label 1
 */
record ClassWeights(float positive) {
  void assign(MiniBatch batch) {
    if (positive == 1) {
      return; // without weights all are 1
    }
    if (batch.weights.length < batch.size) {
      batch.weights = new float[batch.labels.length];
    }
    for (int i = 0; i < batch.size; i++) {
      batch.weights[i] = batch.labels[i] == 1 ? positive : 1;
    }
  }
}
