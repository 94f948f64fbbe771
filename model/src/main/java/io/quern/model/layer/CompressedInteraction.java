package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One layer of the compressed interaction network: {@code x'_u = Σ_h Σ_f W_uhf (x_h ⊙ v_f) + b_u}.
 *
 * <p>Lian et al., "xDeepFM: Combining Explicit and Implicit Feature Interactions for Recommender
 * Systems", KDD 2018, equation 6; the bias b is FuxiCTR's. Embedding axis before feature axis: so
 * all products of an example are one matrix product.
 */
public final class CompressedInteraction implements Layer {
  private final int slots;
  private final int inputs;
  private final int dim;
  private final int units;
  private final Linear filter;

  /**
   * @param inputs feature vectors of the layer before
   * @param dim of a vector
   */
  public CompressedInteraction(String name, int slots, int inputs, int dim, int units) {
    this.slots = slots;
    this.inputs = inputs;
    this.dim = dim;
    this.units = units;
    filter = Linear.of(name, slots * inputs, units);
  }

  @Override
  public List<DenseBlock> blocks() {
    return filter.blocks();
  }

  /**
   * {@code [B, D, units]}.
   *
   * @param v {@code [B, D, F]}
   * @param x {@code [B, D, inputs]}
   */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> v, Operand<TFloat32> x) {
    // As products of columns with rows: a third faster than multiplication with broadcasting.
    Operand<TFloat32> products =
        graph.batchMatMul(graph.reshape(x, -1, inputs, 1), graph.reshape(v, -1, 1, slots));
    Operand<TFloat32> filtered = filter.apply(graph, graph.flatten(products, inputs * slots));
    return graph.reshape(filtered, -1, dim, units);
  }
}
