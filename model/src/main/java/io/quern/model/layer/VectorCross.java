package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * {@code x' = x₀ (xᵀ w) + b + x}.
 *
 * <p>Wang et al., "Deep &amp; Cross Network for Ad Click Predictions", ADKDD 2017, equation 3.
 */
public final class VectorCross implements Crossing {
  private final Linear weight;
  private final DenseBlock bias;

  public VectorCross(String name, int width) {
    weight = Linear.withoutBias(name, width, 1);
    bias = DenseBlock.bias(name + "/bias", width);
  }

  @Override
  public List<DenseBlock> blocks() {
    return List.of(weight.blocks().get(0), bias);
  }

  @Override
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x) {
    Operand<TFloat32> crossed = graph.multiply(x0, weight.apply(graph, x));
    return graph.tf().nn.biasAdd(graph.add(crossed, x), graph.parameter(bias));
  }
}
