package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * DeepFM: {@code z = Σ_f w_f + Σ_{f<g} ⟨v_f, v_g⟩ + MLP([v_1, …, v_F])}; the only bias is that of
 * the MLP's output.
 *
 * <p>Guo et al., "DeepFM: A Factorization-Machine based Neural Network for CTR Prediction", IJCAI
 * 2017, equations 1 to 4.
 */
final class DeepFm implements GraphEquation {
  @Override
  public String name() {
    return "DeepFM";
  }

  @Override
  public String description() {
    return "FM beside an MLP: \"DeepFM: A Factorization-Machine based Neural Network for CTR"
        + " Prediction\", 2017.";
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return new DenseLayout(mlp(spec).blocks());
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    Operand<TFloat32> linear = graph.sum(graph.linear(), 1);
    Operand<TFloat32> pairs = pairs(graph);
    Operand<TFloat32> deep = mlp(graph.spec()).logit(graph, graph.flatEmbeddings());
    return graph.add(linear, pairs, deep);
  }

  /** {@code ½ (Σ_d (Σ_f v_fd)² − Σ_fd v_fd²)}. */
  private static Operand<TFloat32> pairs(NetworkGraph graph) {
    Ops tf = graph.tf();
    Operand<TFloat32> v = graph.embeddings();
    Operand<TFloat32> squaresOfSums = graph.sum(tf.math.square(graph.sum(v, 1)), 1);
    Operand<TFloat32> squares = graph.sum(tf.math.square(v), 1, 2);
    return tf.math.mul(tf.constant(0.5f), tf.math.sub(squaresOfSums, squares));
  }

  private static Mlp mlp(NetworkSpec spec) {
    return new Mlp("mlp", spec.layout().slots() * spec.embeddingDim(), spec);
  }
}
