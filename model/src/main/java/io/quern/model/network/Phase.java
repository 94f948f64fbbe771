package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The operations that differ between training and prediction. */
interface Phase {
  /** Added to a variance before its root is taken; PyTorch's default. */
  float EPSILON = 1e-5f;

  Operand<TFloat32> normalize(NetworkGraph graph, String layer, Operand<TFloat32> values);

  Operand<TFloat32> dropout(NetworkGraph graph, Operand<TFloat32> values);
}
