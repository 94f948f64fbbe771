package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.AttentionPooling;
import io.quern.model.layer.Linear;
import io.quern.model.layer.SlotPairs;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * AFM: {@code z = b + Σ_f w_f + pᵀ Σ_{f<g} a_fg (v_f ⊙ v_g)} with the attention {@code a} of {@link
 * AttentionPooling}.
 *
 * <p>Xiao et al., "Attentional Factorization Machines: Learning the Weight of Feature Interactions
 * via Attention Networks", IJCAI 2017, equation 6.
 */
final class AttentionalFm implements GraphEquation {
  private static final DenseBlock BIAS = DenseBlock.bias("bias", 1);

  @Override
  public String name() {
    return "AFM";
  }

  @Override
  public String description() {
    return "FM whose pairs are weighed by attention: \"Attentional Factorization Machines\", 2017.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SharedOptions.ATTENTION_DIM, HiddenOptions.DROPOUT);
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Requirements.twoSlots(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<DenseBlock> blocks = new ArrayList<>(attention(spec).blocks());
    blocks.addAll(output(spec).blocks());
    blocks.add(BIAS);
    return new DenseLayout(blocks);
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    SlotPairs pairs = new SlotPairs(spec.layout().slots());
    Operand<TFloat32> bySlot = SlotPairs.bySlot(graph, graph.embeddings());
    Operand<TFloat32> products =
        graph.multiply(pairs.left(graph, bySlot), pairs.right(graph, bySlot));
    Operand<TFloat32> pooled =
        graph.dropout(spec.get(HiddenOptions.DROPOUT), attention(spec).apply(graph, products));
    Operand<TFloat32> logit = graph.add(FmTerms.linear(graph), output(spec).scalar(graph, pooled));
    return graph.tf().math.add(logit, graph.parameter(BIAS));
  }

  private static AttentionPooling attention(NetworkSpec spec) {
    return new AttentionPooling(
        "attention", spec.embeddingDim(), spec.get(SharedOptions.ATTENTION_DIM));
  }

  private static Linear output(NetworkSpec spec) {
    return Linear.withoutBias("output", spec.embeddingDim(), 1);
  }
}
