package io.quern.model.layer;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A mixture of low-rank experts: {@code x' = Σ_e G_e(x) x₀ ⊙ (U_e g(C_e g(V_eᵀ x)) + b) + x} with g
 * = tanh and G the softmax of a linear gate.
 *
 * <p>Wang et al., "DCN V2", WWW 2021, equations 3 and 4. As the gates add up to 1, the sum over
 * experts is one product with all U_e side by side.
 */
public final class ExpertCross implements Crossing {
  private final int rank;
  private final int experts;
  private final Linear down;
  private final DenseBlock middle;
  private final Linear up;
  private final Linear gate;

  /**
   * @param gate from x to one score for each expert; shared by the layers of a network, which count
   *     its parameters
   */
  public ExpertCross(String name, int width, int rank, int experts, Linear gate) {
    this.rank = rank;
    this.experts = experts;
    this.gate = requireNonNull(gate, "gate is null");
    down = Linear.withoutBias(name + "/v", width, experts * rank);
    middle = DenseBlock.kernel(name + "/c/kernel", experts, rank, rank);
    up = Linear.of(name + "/u", experts * rank, width);
  }

  @Override
  public List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>(down.blocks());
    blocks.add(middle);
    blocks.addAll(up.blocks());
    return blocks;
  }

  @Override
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0, Operand<TFloat32> x) {
    Ops tf = graph.tf();
    Operand<TFloat32> low = graph.reshape(down.apply(graph, x), -1, experts, rank);
    Operand<TFloat32> byExpert = graph.transpose(tf.math.tanh(low), 1, 0, 2);
    Operand<TFloat32> mixed = tf.math.tanh(graph.batchMatMul(byExpert, graph.parameter(middle)));
    Operand<TFloat32> gates = tf.nn.softmax(gate.apply(graph, x));
    Operand<TFloat32> gated =
        graph.multiply(graph.transpose(mixed, 1, 0, 2), graph.reshape(gates, -1, experts, 1));
    Operand<TFloat32> high = up.apply(graph, graph.flatten(gated, experts * rank));
    return graph.add(graph.multiply(x0, high), x);
  }
}
