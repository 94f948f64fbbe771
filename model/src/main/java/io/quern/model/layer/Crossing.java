package io.quern.model.layer;

import io.quern.model.network.NetworkGraph;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One layer of a cross network: raises the degree of the interactions that x holds by one. */
public interface Crossing extends Layer {
  /**
   * All {@code [B, n]}.
   *
   * @param x0 the network's input
   * @param x the layer's
   */
  Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x);
}
