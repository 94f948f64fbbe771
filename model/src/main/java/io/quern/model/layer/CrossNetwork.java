package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Crossings one after the other, all with the same {@code x₀}. */
public final class CrossNetwork implements Layer {
  private final List<Crossing> layers;
  private final List<Layer> shared;

  private CrossNetwork(List<Crossing> layers, List<Layer> shared) {
    this.layers = layers;
    this.shared = shared;
  }

  /**
   * @param crossing a layer by its name
   */
  public static CrossNetwork of(int layers, Function<String, Crossing> crossing) {
    return new CrossNetwork(
        IntStream.rangeClosed(1, layers).mapToObj(i -> crossing.apply("cross/" + i)).toList(),
        List.of());
  }

  /** Layers of {@link ExpertCross} with one gate. */
  public static CrossNetwork ofExperts(int layers, int width, int rank, int experts) {
    Linear gate = Linear.withoutBias("cross/gate", width, experts);
    CrossNetwork network = of(layers, name -> new ExpertCross(name, width, rank, experts, gate));
    return new CrossNetwork(network.layers, List.of(gate));
  }

  @Override
  public List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>(Layer.blocksOf(layers));
    blocks.addAll(Layer.blocksOf(shared));
    return blocks;
  }

  /** {@code [B, n]} from {@code [B, n]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x0) {
    Operand<TFloat32> x = x0;
    for (Crossing layer : layers) {
      x = layer.apply(graph, x0, x);
    }
    return x;
  }
}
