package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies what it gets with a mask made of the embeddings: {@code ReLU(LN(W (mask(v) ⊙ x)))},
 * {@code mask(v) = W₂ ReLU(W₁ v + b₁) + b₂}.
 *
 * <p>Wang et al., "MaskNet: Introducing Feature-Wise Multiplication to CTR Ranking Models by
 * Instance-Guided Mask", DLP-KDD 2021, sections 3.2 and 3.3.
 */
public final class MaskBlock implements Layer {
  private final double dropout;
  private final Linear aggregation;
  private final Linear projection;
  private final Linear hidden;
  private final LayerNorm norm;

  /**
   * @param embedding width of all embeddings side by side
   * @param inputs width of what is masked
   * @param maskUnits width of the mask's own hidden layer
   */
  public MaskBlock(
      String name, int embedding, int inputs, int outputs, int maskUnits, double dropout) {
    this.dropout = dropout;
    aggregation = Linear.of(name + "/mask/1", embedding, maskUnits);
    projection = Linear.of(name + "/mask/2", maskUnits, inputs);
    hidden = Linear.withoutBias(name + "/hidden", inputs, outputs);
    norm = new LayerNorm(name + "/hidden", outputs);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(aggregation, projection, hidden, norm));
  }

  /**
   * {@code [B, outputs]}.
   *
   * @param embeddings {@code [B, embedding]}
   * @param input {@code [B, inputs]}
   */
  public Operand<TFloat32> apply(
      NetworkGraph graph, Operand<TFloat32> embeddings, Operand<TFloat32> input) {
    Operand<TFloat32> aggregated = graph.tf().nn.relu(aggregation.apply(graph, embeddings));
    Operand<TFloat32> masked = graph.multiply(projection.apply(graph, aggregated), input);
    Operand<TFloat32> normal = norm.apply(graph, hidden.apply(graph, masked));
    return graph.dropout(dropout, graph.tf().nn.relu(normal));
  }
}
