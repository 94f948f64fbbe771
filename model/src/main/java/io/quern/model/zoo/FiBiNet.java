package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.BilinearPairs;
import io.quern.model.layer.Layer;
import io.quern.model.layer.SlotPairs;
import io.quern.model.layer.SqueezeExcitation;
import io.quern.model.layer.Tower;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * FiBiNET: {@code z = Σ_f w_f + MLP([p, q])} with p the bilinear interactions of the embeddings and
 * q those of the embeddings weighed by SENET.
 *
 * <p>Huang et al., "FiBiNET: Combining Feature Importance and Bilinear feature Interaction for
 * Click-Through Rate Prediction", RecSys 2019, section 3; p and q have matrices of their own, as in
 * FuxiCTR.
 */
final class FiBiNet implements GraphEquation {
  private static final Option<Integer> REDUCTION =
      Option.of(
          "senetReduction",
          OptionType.INTEGER,
          3,
          Range.between(1, 64),
          "How many times fewer units than features SENET has between its layers.");

  private static final Option<String> BILINEAR =
      Option.of(
          "bilinear",
          OptionType.oneOf("all", "each", "interaction"),
          "interaction",
          Range.any(),
          "Whether all pairs share a matrix, those with the same first feature, or none.");

  @Override
  public String name() {
    return "FiBiNET";
  }

  @Override
  public String description() {
    return "SENET and bilinear pairs under an MLP: \"FiBiNET: Combining Feature Importance and Bilinear"
        + " feature Interaction\", 2019.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(REDUCTION, BILINEAR));
    return options;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Requirements.twoSlots(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return Layer.layout(senet(spec), bilinear("p", spec), bilinear("q", spec), mlp(spec));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    Operand<TFloat32> v = graph.embeddings();
    Operand<TFloat32> weighed = senet(spec).apply(graph, v);
    Operand<TFloat32> p = pairs(graph, bilinear("p", spec), v);
    Operand<TFloat32> q = pairs(graph, bilinear("q", spec), weighed);
    return graph.add(FmTerms.linear(graph), mlp(spec).apply(graph, graph.concat(List.of(p, q))));
  }

  /** {@code [B, P × D]}. */
  private static Operand<TFloat32> pairs(
      NetworkGraph graph, BilinearPairs layer, Operand<TFloat32> embeddings) {
    Operand<TFloat32> byPair = layer.apply(graph, SlotPairs.bySlot(graph, embeddings));
    return graph.flatten(graph.transpose(byPair, 1, 0, 2), width(graph.spec()));
  }

  private static int width(NetworkSpec spec) {
    return new SlotPairs(spec.layout().slots()).count() * spec.embeddingDim();
  }

  private static SqueezeExcitation senet(NetworkSpec spec) {
    int slots = spec.layout().slots();
    return new SqueezeExcitation("senet", slots, Math.max(1, slots / spec.get(REDUCTION)));
  }

  private static BilinearPairs bilinear(String name, NetworkSpec spec) {
    return new BilinearPairs(
        "bilinear/" + name,
        spec.layout().slots(),
        spec.embeddingDim(),
        BilinearPairs.Sharing.valueOf(spec.get(BILINEAR).toUpperCase(Locale.ROOT)));
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", 2 * width(spec), HiddenOptions.of(spec));
  }
}
