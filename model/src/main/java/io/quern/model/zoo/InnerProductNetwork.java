package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.Layer;
import io.quern.model.layer.SlotPairs;
import io.quern.model.layer.Tower;
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
 * IPNN: {@code z = MLP([v_1, …, v_F, ⟨v_1, v_2⟩, …, ⟨v_{F−1}, v_F⟩])}.
 *
 * <p>Qu et al., "Product-based Neural Networks for User Response Prediction", ICDM 2016, section
 * III-B; the products themselves enter the first layer, as in FuxiCTR.
 */
final class InnerProductNetwork implements GraphEquation {
  @Override
  public String name() {
    return "IPNN";
  }

  @Override
  public String description() {
    return "MLP over embeddings and their inner products: \"Product-based Neural Networks for User"
        + " Response Prediction\", 2016.";
  }

  @Override
  public List<Option<?>> options() {
    return HiddenOptions.ALL;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Requirements.twoSlots(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return Layer.layout(mlp(spec));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    SlotPairs pairs = new SlotPairs(graph.spec().layout().slots());
    Operand<TFloat32> products = pairs.innerProducts(graph, graph.embeddings());
    return mlp(graph.spec()).apply(graph, graph.concat(List.of(graph.flatEmbeddings(), products)));
  }

  private static Tower mlp(NetworkSpec spec) {
    int slots = spec.layout().slots();
    int inputs = slots * spec.embeddingDim() + new SlotPairs(slots).count();
    return new Tower("mlp", inputs, HiddenOptions.of(spec));
  }
}
