package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What sets one TensorFlow network apart: its dense parameters and its logit as a function of slot
 * values and parameters. Stateless. Graph for training, prediction and SavedModel, gradients and
 * everything else follow from it.
 */
interface GraphEquation {
  String name();

  /** One sentence with the paper's title. */
  String description();

  /** Does not load TensorFlow. */
  DenseLayout dense(NetworkSpec spec);

  /** The logit of each example, {@code [B]}. */
  Operand<TFloat32> logit(NetworkGraph graph);
}
