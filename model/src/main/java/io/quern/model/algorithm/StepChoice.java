package io.quern.model.algorithm;

import io.quern.api.Options;
import java.io.Serializable;

/**
 * What becomes of a batch's loss and gradient before the optimizers see it.
 *
 * @param clipNorm longest gradient; 0 = any
 * @param clipValue largest component of a gradient; 0 = any
 * @param positiveWeight factor of examples with label 1 in the loss that is minimised
 */
public record StepChoice(double clipNorm, double clipValue, double positiveWeight)
    implements Serializable {
  static StepChoice from(Options options) {
    return new StepChoice(
        options.get(StepOptions.CLIP_NORM),
        options.get(StepOptions.CLIP_VALUE),
        options.get(StepOptions.POSITIVE_WEIGHT));
  }
}
