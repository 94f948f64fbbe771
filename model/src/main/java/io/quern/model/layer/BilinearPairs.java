package io.quern.model.layer;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The bilinear interaction of every pair f &lt; g: {@code (v_f W) ⊙ v_g} with one W for all pairs,
 * for each first slot, or for each pair.
 *
 * <p>Huang et al., "FiBiNET", RecSys 2019, section 3.4.
 */
public final class BilinearPairs implements Layer {
  /** What shares a matrix. */
  public enum Sharing {
    ALL,
    EACH,
    INTERACTION
  }

  private final SlotPairs pairs;
  private final Sharing sharing;
  private final DenseBlock kernel;

  public BilinearPairs(String name, int slots, int dim, Sharing sharing) {
    this.sharing = requireNonNull(sharing, "sharing is null");
    pairs = new SlotPairs(slots);
    kernel =
        switch (sharing) {
          case ALL -> DenseBlock.kernel(name + "/kernel", dim, dim);
          case EACH -> DenseBlock.kernel(name + "/kernel", slots, dim, dim);
          case INTERACTION -> DenseBlock.kernel(name + "/kernel", pairs.count(), dim, dim);
        };
  }

  @Override
  public List<DenseBlock> blocks() {
    return List.of(kernel);
  }

  /** {@code [P, B, D]} from {@code [F, B, D]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> bySlot) {
    Operand<TFloat32> left =
        switch (sharing) {
          case ALL -> pairs.left(graph, shared(graph, bySlot));
          case EACH -> pairs.left(graph, graph.batchMatMul(bySlot, graph.parameter(kernel)));
          case INTERACTION -> graph.batchMatMul(pairs.left(graph, bySlot), graph.parameter(kernel));
        };
    return graph.multiply(left, pairs.right(graph, bySlot));
  }

  private Operand<TFloat32> shared(NetworkGraph graph, Operand<TFloat32> bySlot) {
    int dim = kernel.shape().get(0);
    int slots = (int) bySlot.shape().get(0);
    Operand<TFloat32> products = graph.matMul(graph.flatten(bySlot, dim), graph.parameter(kernel));
    return graph.reshape(products, slots, -1, dim);
  }
}
