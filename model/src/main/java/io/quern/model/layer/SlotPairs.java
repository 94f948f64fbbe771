package io.quern.model.layer;

import io.quern.model.network.NetworkGraph;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The pairs f &lt; g of F slots, in the order (0,1), (0,2), …, (1,2), …; P = F(F−1)/2 of them.
 *
 * <p>Pairs are made of values by slot, {@code [F, B, …]}: then what is gathered, and what its
 * gradient adds up, are long runs of memory.
 */
public final class SlotPairs {
  private final int slots;
  private final int[] left;
  private final int[] right;

  public SlotPairs(int slots) {
    this.slots = slots;
    left = new int[slots * (slots - 1) / 2];
    right = new int[left.length];
    int pair = 0;
    for (int f = 0; f < slots; f++) {
      for (int g = f + 1; g < slots; g++) {
        left[pair] = f;
        right[pair++] = g;
      }
    }
  }

  /** P. */
  public int count() {
    return left.length;
  }

  /** {@code [F, B, D]} of the embeddings {@code [B, F, D]}. */
  public static Operand<TFloat32> bySlot(NetworkGraph graph, Operand<TFloat32> embeddings) {
    return graph.transpose(embeddings, 1, 0, 2);
  }

  /** The first of each pair, {@code [P, …]} of {@code [F, …]}. */
  public Operand<TFloat32> left(NetworkGraph graph, Operand<TFloat32> bySlot) {
    return graph.pick(bySlot, left);
  }

  /** The second of each pair. */
  public Operand<TFloat32> right(NetworkGraph graph, Operand<TFloat32> bySlot) {
    return graph.pick(bySlot, right);
  }

  /** {@code ⟨v_f, v_g⟩} of each pair, {@code [B, P]} of the embeddings {@code [B, F, D]}. */
  public Operand<TFloat32> innerProducts(NetworkGraph graph, Operand<TFloat32> embeddings) {
    Operand<TFloat32> gram = graph.batchMatMulTransposed(embeddings, embeddings);
    int[] upper = IntStream.range(0, left.length).map(p -> left[p] * slots + right[p]).toArray();
    Operand<TFloat32> byPair =
        graph.pick(graph.transpose(graph.flatten(gram, slots * slots), 1, 0), upper);
    return graph.transpose(byPair, 1, 0);
  }

  /**
   * The symmetric matrix {@code [F, F]} with zeros on its diagonal whose upper triangle is {@code
   * values}, {@code [P]}.
   */
  public Operand<TFloat32> symmetric(NetworkGraph graph, Operand<TFloat32> values) {
    int[] places = new int[slots * slots];
    for (int p = 0; p < left.length; p++) {
      places[left[p] * slots + right[p]] = 1 + p;
      places[right[p] * slots + left[p]] = 1 + p;
    }
    Operand<TFloat32> zeroFirst =
        graph
            .tf()
            .concat(List.of(graph.tf().constant(new float[1]), values), graph.tf().constant(0));
    return graph.reshape(graph.pick(zeroFirst, places), slots, slots);
  }
}
