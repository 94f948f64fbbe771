package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * SENET: weighs slots by what their means say together, {@code a = ReLU(W₂ ReLU(W₁ z))} with {@code
 * z_f} the mean of {@code v_f}, and the result {@code a_f v_f}.
 *
 * <p>Huang et al., "FiBiNET: Combining Feature Importance and Bilinear feature Interaction for
 * Click-Through Rate Prediction", RecSys 2019, section 3.3.
 */
public final class SqueezeExcitation implements Layer {
  private final int slots;
  private final Linear squeeze;
  private final Linear excite;

  /**
   * @param reduced units between; the paper's F/r
   */
  public SqueezeExcitation(String name, int slots, int reduced) {
    this.slots = slots;
    squeeze = Linear.withoutBias(name + "/1", slots, reduced);
    excite = Linear.withoutBias(name + "/2", reduced, slots);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(squeeze, excite));
  }

  /** {@code [B, F, D]} from {@code [B, F, D]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> embeddings) {
    Operand<TFloat32> means = graph.mean(embeddings, 2);
    Operand<TFloat32> reduced = graph.tf().nn.relu(squeeze.apply(graph, means));
    Operand<TFloat32> weights = graph.tf().nn.relu(excite.apply(graph, reduced));
    return graph.multiply(embeddings, graph.reshape(weights, -1, slots, 1));
  }
}
