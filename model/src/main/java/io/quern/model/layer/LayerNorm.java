package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Layer normalisation over the last axis: {@code (x − μ) / √(σ² + ε) · γ + β}.
 *
 * <p>Ba, Kiros and Hinton, "Layer Normalization", 2016, equations 3 and 4.
 */
public final class LayerNorm implements Layer {
  private final DenseBlock scale;
  private final DenseBlock shift;

  /**
   * @param shape of scale and shift: the last axes of what is normalised
   */
  public LayerNorm(String name, Integer... shape) {
    scale = DenseBlock.scale(name + "/scale", shape);
    shift = DenseBlock.bias(name + "/shift", shape);
  }

  @Override
  public List<DenseBlock> blocks() {
    return List.of(scale, shift);
  }

  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> input) {
    Ops tf = graph.tf();
    Operand<TFloat32> centred = tf.math.sub(input, lastMean(tf, input));
    Operand<TFloat32> variance = lastMean(tf, tf.math.square(centred));
    Operand<TFloat32> factor =
        tf.math.rsqrt(tf.math.add(variance, tf.constant(NetworkGraph.EPSILON)));
    Operand<TFloat32> standard = tf.math.mul(centred, factor);
    return tf.math.add(tf.math.mul(standard, graph.parameter(scale)), graph.parameter(shift));
  }

  private static Operand<TFloat32> lastMean(Ops tf, Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(-1), Mean.keepDims(true));
  }
}
