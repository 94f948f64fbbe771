package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Feature selection by a context: {@code 2 σ(MLP(c))}, one factor between 0 and 2 for each input.
 *
 * <p>Mao et al., "FinalMLP: An Enhanced Two-Stream MLP Model for CTR Prediction", AAAI 2023,
 * "Stream-Specific Feature Selection".
 */
public final class FeatureGate implements Layer {
  private final Mlp hidden;
  private final Linear output;

  /**
   * @param context width of the context
   * @param width of what is gated
   */
  public FeatureGate(String name, int context, List<Integer> units, int width) {
    hidden = new Mlp(name, context, new HiddenLayers(units, 0, HiddenLayers.Norm.NONE));
    output = Linear.of(name + "/output", hidden.outputs(), width);
  }

  @Override
  public List<DenseBlock> blocks() {
    return Layer.blocksOf(List.of(hidden, output));
  }

  /** {@code [B, width]} from {@code [B, context]}; B may be 1 to serve for every example. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> context) {
    Operand<TFloat32> open =
        graph.tf().math.sigmoid(output.apply(graph, hidden.apply(graph, context)));
    return graph.multiply(graph.tf().constant(2f), open);
  }
}
