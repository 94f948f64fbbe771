package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Normalises with running statistics, drops nothing. */
final class PredictionPhase implements Phase {
  /** {@code x a + (β − μ a)} with {@code a = γ / √(σ² + ε)}: the batch is gone over twice only. */
  @Override
  public Operand<TFloat32> normalize(
      NetworkGraph graph, BatchNormBlocks parameters, Operand<TFloat32> values) {
    Ops tf = graph.tf();
    Operand<TFloat32> variance = graph.parameter(parameters.variance());
    Operand<TFloat32> factor =
        tf.math.mul(
            graph.parameter(parameters.scale()),
            tf.math.rsqrt(tf.math.add(variance, tf.constant(NetworkGraph.EPSILON))));
    Operand<TFloat32> mean = graph.parameter(parameters.mean());
    Operand<TFloat32> offset =
        tf.math.sub(graph.parameter(parameters.shift()), tf.math.mul(mean, factor));
    return tf.math.add(tf.math.mul(values, factor), offset);
  }

  @Override
  public Operand<TFloat32> matMul(
      NetworkGraph graph, Operand<TFloat32> left, Operand<TFloat32> right) {
    return graph.tf().linalg.matMul(left, right);
  }

  @Override
  public Operand<TFloat32> dropout(NetworkGraph graph, double rate, Operand<TFloat32> values) {
    return values;
  }
}
