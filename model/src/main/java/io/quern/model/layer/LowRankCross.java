package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * {@code x' = x₀ ⊙ (U Vᵀ x + b) + x}.
 *
 * <p>Wang et al., "DCN V2", WWW 2021, equation 2.
 */
public final class LowRankCross implements Crossing {
  private final Linear down;
  private final Linear up;

  public LowRankCross(String name, int width, int rank) {
    down = Linear.withoutBias(name + "/v", width, rank);
    up = Linear.of(name + "/u", rank, width);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(down, up));
  }

  @Override
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x) {
    Operand<TFloat32> low = down.apply(graph, x);
    return graph.add(graph.multiply(x0, up.apply(graph, low)), x);
  }
}
