package io.quern.runtime.trainings;

import java.util.List;

/**
 * The epochs of a training so far, also those before the checkpoint that it went on from. Becomes
 * JSON. Immutable.
 */
public record TrainingCurve(List<CurvePoint> epochs) {
  public TrainingCurve {
    epochs = List.copyOf(epochs);
  }
}
