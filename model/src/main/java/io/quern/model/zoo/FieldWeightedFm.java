package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.Linear;
import io.quern.model.layer.SlotPairs;
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
 * FwFM: {@code z = b + Σ_f ⟨v_f, u_f⟩ + Σ_{f<g} r_fg ⟨v_f, v_g⟩}, one weight for each pair of slots
 * and a vector for each slot in place of linear weights.
 *
 * <p>Pan et al., "Field-weighted Factorization Machines for Click-Through Rate Prediction in
 * Display Advertising", WWW 2018, section 3, with the linear terms FiLV of section 4.2.
 */
final class FieldWeightedFm implements GraphEquation {
  private static final DenseBlock BIAS = DenseBlock.bias("bias", 1);

  @Override
  public String name() {
    return "FwFM";
  }

  @Override
  public String description() {
    return "FM with a weight for each pair of features: \"Field-weighted Factorization Machines\", 2018.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Requirements.twoSlots(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return new DenseLayout(List.of(linear(spec).blocks().get(0), weights(spec), BIAS));
  }

  /** {@code Σ_{f<g} r_fg ⟨v_f, v_g⟩ = ½ Σ_f ⟨v_f, (R v)_f⟩} with the symmetric R. */
  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    int slots = spec.layout().slots();
    int dim = spec.embeddingDim();
    Operand<TFloat32> r = new SlotPairs(slots).symmetric(graph, graph.parameter(weights(spec)));
    Operand<TFloat32> bySlot = SlotPairs.bySlot(graph, graph.embeddings());
    Operand<TFloat32> mixed = graph.matMul(r, graph.reshape(bySlot, slots, -1));
    Operand<TFloat32> products = graph.multiply(bySlot, graph.reshape(mixed, slots, -1, dim));
    Operand<TFloat32> pairs = graph.multiply(graph.tf().constant(0.5f), graph.sum(products, 0, 2));
    Operand<TFloat32> linear = linear(spec).scalar(graph, graph.flatEmbeddings());
    return graph.tf().math.add(graph.add(linear, pairs), graph.parameter(BIAS));
  }

  private static Linear linear(NetworkSpec spec) {
    return Linear.withoutBias("linear", spec.layout().slots() * spec.embeddingDim(), 1);
  }

  private static DenseBlock weights(NetworkSpec spec) {
    return DenseBlock.kernel("pairs/kernel", new SlotPairs(spec.layout().slots()).count());
  }
}
