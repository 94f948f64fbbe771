package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * {@code x' = x₀ ⊙ (W x + b) ⊙ σ(W_g x) + x}.
 *
 * <p>Wang et al., "Towards Deeper, Lighter and Interpretable Cross Network for CTR Prediction",
 * CIKM 2023, "Gated Cross Network".
 */
public final class GatedCross implements Crossing {
  private final Linear crossing;
  private final Linear gate;

  public GatedCross(String name, int width) {
    crossing = Linear.of(name, width, width);
    gate = Linear.withoutBias(name + "/gate", width, width);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(crossing, gate));
  }

  @Override
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x) {
    Operand<TFloat32> open = graph.tf().math.sigmoid(gate.apply(graph, x));
    Operand<TFloat32> crossed = graph.multiply(x0, crossing.apply(graph, x));
    return graph.add(graph.multiply(crossed, open), x);
  }
}
