package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Multi-head self-attention of the slots with a residual: per head h {@code α_fg = softmax_g ⟨Q_h
 * v_f, K_h v_g⟩}, {@code e_f = [Σ_g α_fg V_h v_g over h]}, then {@code ReLU(norm(e_f + R v_f))}.
 *
 * <p>Song et al., "AutoInt: Automatic Feature Interaction Learning via Self-Attentive Neural
 * Networks", CIKM 2019, equations 5 to 8; the optional layer normalisation is FuxiCTR's.
 */
public final class SelfAttention implements Layer {
  private final int dim;
  private final int heads;
  private final double dropout;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Optional<Linear> residual;
  private final Optional<LayerNorm> norm;

  /**
   * @param inputs length of a slot's vector
   * @param dim of its result, of all heads together
   * @param dropout share of attention weights dropped in a training step
   */
  public SelfAttention(
      String name, int inputs, int dim, int heads, double dropout, boolean layerNorm) {
    this.dim = dim;
    this.heads = heads;
    this.dropout = dropout;
    query = Linear.withoutBias(name + "/query", inputs, dim);
    key = Linear.withoutBias(name + "/key", inputs, dim);
    value = Linear.withoutBias(name + "/value", inputs, dim);
    residual =
        inputs == dim
            ? Optional.empty()
            : Optional.of(Linear.withoutBias(name + "/residual", inputs, dim));
    norm = layerNorm ? Optional.of(new LayerNorm(name, dim)) : Optional.empty();
  }

  @Override
  public List<DenseBlock> blocks() {
    List<Layer> layers = new ArrayList<>(List.of(query, key, value));
    residual.ifPresent(layers::add);
    norm.ifPresent(layers::add);
    return Layer.blocksOf(layers);
  }

  /** {@code [B, F, dim]} from {@code [B, F, inputs]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> input) {
    Ops tf = graph.tf();
    int slots = (int) input.shape().get(1);
    Operand<TFloat32> queries = byHead(graph, slots, query.apply(graph, input));
    Operand<TFloat32> keys = byHead(graph, slots, key.apply(graph, input));
    Operand<TFloat32> values = byHead(graph, slots, value.apply(graph, input));
    Operand<TFloat32> scores = graph.batchMatMulTransposed(queries, keys);
    Operand<TFloat32> weights = graph.dropout(dropout, tf.nn.softmax(scores));
    Operand<TFloat32> attended = graph.transpose(graph.batchMatMul(weights, values), 0, 2, 1, 3);
    Operand<TFloat32> carried = residual.isPresent() ? residual.get().apply(graph, input) : input;
    Operand<TFloat32> sum = graph.add(graph.reshape(attended, -1, slots, dim), carried);
    return tf.nn.relu(norm.isPresent() ? norm.get().apply(graph, sum) : sum);
  }

  /** {@code [B, heads, F, dim / heads]}. */
  private Operand<TFloat32> byHead(NetworkGraph graph, int slots, Operand<TFloat32> values) {
    return graph.transpose(graph.reshape(values, -1, slots, heads, dim / heads), 0, 2, 1, 3);
  }
}
