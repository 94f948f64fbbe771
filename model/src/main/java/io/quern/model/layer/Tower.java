package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** An {@link Mlp} and a linear layer {@code <name>/output} with one output after it. */
public final class Tower implements Layer {
  private final Mlp mlp;
  private final Linear output;

  public Tower(String name, int inputs, HiddenLayers hidden) {
    mlp = new Mlp(name, inputs, hidden);
    output = Linear.of(name + "/output", mlp.outputs(), 1);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(mlp, output));
  }

  /** {@code [B]} from {@code [B, inputs]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> input) {
    return output.scalar(graph, mlp.apply(graph, input));
  }
}
