package io.quern.model.zoo;

import io.quern.model.network.NetworkGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The terms of a factorization machine over a batch. */
final class FmTerms {
  private FmTerms() {}

  /** {@code Σ_f w_f}, {@code [B]}. */
  static Operand<TFloat32> linear(NetworkGraph graph) {
    return graph.sum(graph.linear(), 1);
  }

  /**
   * {@code Σ_{f<g} v_f ⊙ v_g = ½ ((Σ_f v_f)² − Σ_f v_f²)}, {@code [B, D]}; Rendle, "Factorization
   * Machines", ICDM 2010, lemma 3.1.
   */
  static Operand<TFloat32> pairs(NetworkGraph graph) {
    Ops tf = graph.tf();
    Operand<TFloat32> v = graph.embeddings();
    Operand<TFloat32> squareOfSum = tf.math.square(graph.sum(v, 1));
    Operand<TFloat32> sumOfSquares = graph.sum(tf.math.square(v), 1);
    return graph.multiply(tf.constant(0.5f), tf.math.sub(squareOfSum, sumOfSquares));
  }
}
