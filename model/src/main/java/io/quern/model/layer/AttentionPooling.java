package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of vectors under softmax weights: {@code a_p ∝ exp(hᵀ ReLU(W x_p + b))}.
 *
 * <p>Xiao et al., "Attentional Factorization Machines", IJCAI 2017, equations 4 and 5.
 */
public final class AttentionPooling implements Layer {
  private final Linear hidden;
  private final Linear score;

  /**
   * @param dim of the vectors
   * @param attentionDim of the hidden layer
   */
  public AttentionPooling(String name, int dim, int attentionDim) {
    hidden = Linear.of(name, dim, attentionDim);
    score = Linear.withoutBias(name + "/score", attentionDim, 1);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(hidden, score));
  }

  /** {@code [B, D]} from {@code [P, B, D]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> vectors) {
    Ops tf = graph.tf();
    int count = (int) vectors.shape().get(0);
    Operand<TFloat32> scores = score.apply(graph, tf.nn.relu(hidden.apply(graph, vectors)));
    Operand<TFloat32> weights =
        tf.nn.softmax(graph.transpose(graph.reshape(scores, count, -1), 1, 0));
    Operand<TFloat32> byVector = graph.reshape(graph.transpose(weights, 1, 0), count, -1, 1);
    return graph.sum(graph.multiply(byVector, vectors), 0);
  }
}
