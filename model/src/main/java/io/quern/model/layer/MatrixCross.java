package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * {@code x' = x₀ ⊙ (W x + b) + x}.
 *
 * <p>Wang et al., "DCN V2: Improved Deep &amp; Cross Network and Practical Lessons for Web-scale
 * Learning to Rank Systems", WWW 2021, equation 1.
 */
public final class MatrixCross implements Crossing {
  private final Linear linear;

  public MatrixCross(String name, int width) {
    linear = Linear.of(name, width, width);
  }

  @Override
  public List<DenseBlock> blocks() {
    return linear.blocks();
  }

  @Override
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x) {
    return graph.add(graph.multiply(x0, linear.apply(graph, x)), x);
  }
}
