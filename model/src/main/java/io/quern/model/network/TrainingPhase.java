package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Normalises with the batch's own statistics, and keeps them for the running ones; drops hidden
 * units at random; multiplies in the precision that is asked for.
 *
 * <p>Ioffe and Szegedy, "Batch Normalization", 2015, algorithm 1: the variance that normalises is
 * biased, the one that is kept unbiased. Srivastava et al., "Dropout", 2014, section 10: the units
 * that stay are scaled up.
 */
final class TrainingPhase implements Phase {
  private final Operand<TInt64> seed;
  private final Precision precision;
  private final Map<String, Output<TFloat32>> statistics = new LinkedHashMap<>();
  private long dropouts;

  /**
   * @param seed scalar; decides the dropout masks
   */
  TrainingPhase(Operand<TInt64> seed, Precision precision) {
    this.seed = requireNonNull(seed, "seed is null");
    this.precision = requireNonNull(precision, "precision is null");
  }

  /** The batch's statistic for each block of role STATISTIC. */
  Map<String, Output<TFloat32>> statistics() {
    return Map.copyOf(statistics);
  }

  @Override
  public Operand<TFloat32> normalize(
      NetworkGraph graph, BatchNormBlocks parameters, Operand<TFloat32> values) {
    Ops tf = graph.tf();
    Operand<TFloat32> scale = graph.parameter(parameters.scale());
    Operand<TFloat32> none = tf.constant(new float[0]);
    Operand<TFloat32> image = tf.expandDims(tf.expandDims(values, tf.constant(1)), tf.constant(1));
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            image,
            scale,
            graph.parameter(parameters.shift()),
            none,
            none,
            FusedBatchNorm.isTraining(true),
            FusedBatchNorm.epsilon(NetworkGraph.EPSILON));
    statistics.put(parameters.mean().name(), norm.batchMean());
    statistics.put(parameters.variance().name(), norm.batchVariance());
    return tf.reshape(norm.y(), tf.shape(values));
  }

  /**
   * TensorFlow derives the gradients' products from the casts: their factors are rounded likewise.
   * A single column, like a logit's, keeps its bits: it costs next to nothing.
   */
  @Override
  public Operand<TFloat32> matMul(
      NetworkGraph graph, Operand<TFloat32> left, Operand<TFloat32> right) {
    Ops tf = graph.tf();
    if (precision == Precision.FP32 || right.shape().get(1) == 1) {
      return tf.linalg.matMul(left, right);
    }
    Operand<TBfloat16> product =
        tf.linalg.matMul(
            tf.dtypes.cast(left, TBfloat16.class), tf.dtypes.cast(right, TBfloat16.class));
    return tf.dtypes.cast(product, TFloat32.class);
  }

  @Override
  public Operand<TFloat32> dropout(NetworkGraph graph, double rate, Operand<TFloat32> values) {
    if (rate == 0) {
      return values;
    }
    Ops tf = graph.tf();
    Operand<TInt64> layerSeed = tf.stack(List.of(seed, tf.constant(dropouts++)));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(values), layerSeed);
    Operand<TBool> kept = tf.math.greaterEqual(uniform, tf.constant((float) rate));
    Operand<TFloat32> mask = tf.dtypes.cast(kept, TFloat32.class);
    return tf.math.mul(values, tf.math.mul(mask, tf.constant((float) (1 / (1 - rate)))));
  }
}
