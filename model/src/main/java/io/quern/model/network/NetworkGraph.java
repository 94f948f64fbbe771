package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What an equation is written in: slot values, parameters, and the operations that several networks
 * share. One instance builds one branch of a graph, either for training or for prediction. B is the
 * number of examples, F of slots, D the embedding dimension.
 */
final class NetworkGraph {
  private final Ops tf;
  private final NetworkSpec spec;
  private final SlotOperands slots;
  private final Map<String, ? extends Operand<TFloat32>> parameters;
  private final Phase phase;

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

  Ops tf() {
    return tf;
  }

  NetworkSpec spec() {
    return spec;
  }

  /** The linear weights {@code w_f}, {@code [B, F]}. */
  Operand<TFloat32> linear() {
    return slots.linear();
  }

  /** The embeddings {@code v_f}, {@code [B, F, D]}. */
  Operand<TFloat32> embeddings() {
    return slots.embedding();
  }

  /** The embeddings side by side, {@code [B, F × D]}. */
  Operand<TFloat32> flatEmbeddings() {
    int width = spec.layout().slots() * spec.embeddingDim();
    return tf.reshape(embeddings(), tf.constant(new int[] {-1, width}));
  }

  /** The dense block of that name. */
  Operand<TFloat32> parameter(String name) {
    return requireNonNull(parameters.get(name), name);
  }

  /** The sum over some axes, which are dropped. */
  Operand<TFloat32> sum(Operand<TFloat32> values, int... axes) {
    return tf.sum(values, tf.constant(axes));
  }

  /** The element-wise sum of operands of the same shape. */
  @SafeVarargs
  final Operand<TFloat32> add(Operand<TFloat32>... terms) {
    return tf.math.addN(Arrays.asList(terms));
  }

  /** Batch normalisation of {@code [B, units]}, with the scale and shift of {@code layer}. */
  Operand<TFloat32> normalize(String layer, Operand<TFloat32> values) {
    return phase.normalize(this, layer, values);
  }

  /** Inverted dropout of {@code [B, units]}. */
  Operand<TFloat32> dropout(Operand<TFloat32> values) {
    return phase.dropout(this, values);
  }
}
