package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The operations that differ between training and prediction. */
interface Phase {
  /** Batch normalisation of {@code [B, units]}. */
  Operand<TFloat32> normalize(
      NetworkGraph graph, BatchNormBlocks parameters, Operand<TFloat32> values);

  /** The product of a layer's input with its kernel. */
  Operand<TFloat32> matMul(NetworkGraph graph, Operand<TFloat32> left, Operand<TFloat32> right);

  /** Inverted dropout of values of any shape. */
  Operand<TFloat32> dropout(NetworkGraph graph, double rate, Operand<TFloat32> values);
}
