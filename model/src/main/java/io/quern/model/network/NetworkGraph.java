package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What an equation is written in: slot values, parameters, and the operations that several networks
 * share. One instance builds one branch of a graph, either for training or for prediction. B is the
 * number of examples, F of slots, D the embedding dimension. Confined to one thread.
 */
public final class NetworkGraph {
  /** Added to a variance before its root is taken; PyTorch's default. */
  public static final float EPSILON = 1e-5f;

  private final Ops tf;
  private final NetworkSpec spec;
  private final SlotOperands slots;
  private final Map<String, ? extends Operand<TFloat32>> parameters;
  private final Phase phase;
  private boolean linearRead;

  NetworkGraph(
      Ops tf,
      NetworkSpec spec,
      SlotOperands slots,
      Map<String, ? extends Operand<TFloat32>> parameters,
      Phase phase) {
    this.tf = requireNonNull(tf, "tf is null");
    this.spec = requireNonNull(spec, "spec is null");
    this.slots = requireNonNull(slots, "slots is null");
    this.parameters = requireNonNull(parameters, "parameters is null");
    this.phase = requireNonNull(phase, "phase is null");
  }

  public Ops tf() {
    return tf;
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** The linear weights {@code w_f}, {@code [B, F]}. */
  public Operand<TFloat32> linear() {
    linearRead = true;
    return slots.linear();
  }

  /** Whether the equation has asked for {@link #linear}. */
  boolean readsLinear() {
    return linearRead;
  }

  /** The embeddings {@code v_f}, {@code [B, F, D]}. */
  public Operand<TFloat32> embeddings() {
    return slots.embedding();
  }

  /** The embeddings side by side, {@code [B, F × D]}. */
  public Operand<TFloat32> flatEmbeddings() {
    return flatten(embeddings(), spec.layout().slots() * spec.embeddingDim());
  }

  /** The value of a dense block. */
  public Operand<TFloat32> parameter(DenseBlock block) {
    return requireNonNull(parameters.get(block.name()), block.name());
  }

  /** {@code [B, width]} of whatever has as many values for each example. */
  public Operand<TFloat32> flatten(Operand<TFloat32> values, int width) {
    return reshape(values, -1, width);
  }

  /** The same values in another shape; −1 for one axis that follows from the others. */
  public Operand<TFloat32> reshape(Operand<TFloat32> values, int... shape) {
    return tf.reshape(values, tf.constant(shape));
  }

  /** Axis i of the result is axis {@code axes[i]} of the values. */
  public Operand<TFloat32> transpose(Operand<TFloat32> values, int... axes) {
    return tf.linalg.transpose(values, tf.constant(axes));
  }

  /** The slices at some places of the first axis. */
  public Operand<TFloat32> pick(Operand<TFloat32> values, int... places) {
    return tf.gather(values, tf.constant(places), tf.constant(0));
  }

  /** The sum over some axes, which are dropped; the first is 0. */
  public Operand<TFloat32> sum(Operand<TFloat32> values, int... axes) {
    return tf.sum(values, tf.constant(axes));
  }

  /** The mean over one axis, which is dropped. */
  public Operand<TFloat32> mean(Operand<TFloat32> values, int axis) {
    return tf.math.mean(values, tf.constant(axis));
  }

  /** The element-wise sum of operands of the same shape. */
  @SafeVarargs
  public final Operand<TFloat32> add(Operand<TFloat32>... terms) {
    return tf.math.addN(Arrays.asList(terms));
  }

  /** Element-wise, with broadcasting. */
  public Operand<TFloat32> multiply(Operand<TFloat32> left, Operand<TFloat32> right) {
    return tf.math.mul(left, right);
  }

  /** Of two matrices, the right one a kernel. */
  public Operand<TFloat32> matMul(Operand<TFloat32> left, Operand<TFloat32> right) {
    return phase.matMul(this, left, right);
  }

  /** Products of the matrices in the last two axes, one by one. */
  public Operand<TFloat32> batchMatMul(Operand<TFloat32> left, Operand<TFloat32> right) {
    return tf.train.batchMatMul(left, right, TFloat32.class);
  }

  /** Likewise, of the left matrices with the transposed right ones. */
  public Operand<TFloat32> batchMatMulTransposed(Operand<TFloat32> left, Operand<TFloat32> right) {
    return tf.train.batchMatMul(left, right, TFloat32.class, BatchMatMul.adjY(true));
  }

  /** Side by side along the last of two axes. */
  public Operand<TFloat32> concat(List<? extends Operand<TFloat32>> parts) {
    Operand<TInt32> axis = tf.constant(1);
    return parts.size() == 1 ? parts.get(0) : tf.concat(List.copyOf(parts), axis);
  }

  /** Batch normalisation of {@code [B, units]}. */
  public Operand<TFloat32> normalize(BatchNormBlocks batchNorm, Operand<TFloat32> values) {
    return phase.normalize(this, batchNorm, values);
  }

  /** Inverted dropout of values of any shape: each is dropped with probability {@code rate}. */
  public Operand<TFloat32> dropout(double rate, Operand<TFloat32> values) {
    return phase.dropout(this, rate, values);
  }
}
