package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * FFM: {@code z = b + Σ_f w_f + Σ_{f<g} ⟨v_{f,g}, v_{g,f}⟩}: a value has a vector of length {@code
 * embeddingDim} for every slot that it meets. (The one for its own slot is never read.)
 *
 * <p>Juan et al., "Field-aware Factorization Machines for CTR Prediction", RecSys 2016, section 3.
 */
final class FieldAwareFm implements GraphEquation {
  private static final DenseBlock BIAS = DenseBlock.bias("bias", 1);

  @Override
  public String name() {
    return "FFM";
  }

  @Override
  public String description() {
    return "FM with a vector for each feature met: \"Field-aware Factorization Machines for CTR"
        + " Prediction\", 2016.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public int vectors(NetworkSpec spec) {
    return spec.layout().slots();
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Requirements.twoSlots(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return new DenseLayout(List.of(BIAS));
  }

  /** Every pair is met twice in the sum over all f and g; those with f = g are masked out. */
  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    int slots = graph.spec().layout().slots();
    int dim = graph.spec().get(NetworkSpec.EMBEDDING_DIM);
    Operand<TFloat32> v = graph.reshape(graph.embeddings(), -1, slots, slots, dim);
    Operand<TFloat32> products = graph.multiply(v, graph.transpose(v, 0, 2, 1, 3));
    Operand<TFloat32> halves = graph.multiply(graph.sum(products, 3), halves(graph, slots));
    Operand<TFloat32> logit = graph.add(FmTerms.linear(graph), graph.sum(halves, 1, 2));
    return graph.tf().math.add(logit, graph.parameter(BIAS));
  }

  /** ½ off the diagonal, 0 on it. */
  private static Operand<TFloat32> halves(NetworkGraph graph, int slots) {
    float[][] mask = new float[slots][slots];
    for (int f = 0; f < slots; f++) {
      for (int g = 0; g < slots; g++) {
        mask[f][g] = f == g ? 0 : 0.5f;
      }
    }
    return graph.tf().constant(mask);
  }
}
