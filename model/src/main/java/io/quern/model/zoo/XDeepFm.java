package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.model.layer.CompressedInteraction;
import io.quern.model.layer.Layer;
import io.quern.model.layer.Linear;
import io.quern.model.layer.Tower;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * xDeepFM: {@code z = Σ_f w_f + MLP([v_1, …, v_F]) + wᵀ [p^1, …, p^T] + b} with {@code p^k_u = Σ_d
 * x^k_ud} and the layers {@code x^k} of {@link CompressedInteraction}.
 *
 * <p>Lian et al., "xDeepFM: Combining Explicit and Implicit Feature Interactions for Recommender
 * Systems", KDD 2018, equations 6 to 9.
 */
final class XDeepFm implements GraphEquation {
  private static final Option<List<Integer>> UNITS =
      Option.of(
          "cinUnits",
          OptionType.INTEGERS,
          List.of(64),
          SharedOptions.layerSizes(),
          "Feature maps of each layer of the compressed interaction network.");

  @Override
  public String name() {
    return "xDeepFM";
  }

  @Override
  public String description() {
    return "Compressed interactions, LR and an MLP: \"xDeepFM: Combining Explicit and Implicit Feature"
        + " Interactions\", 2018.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(UNITS));
    return options;
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<Layer> layers = new ArrayList<>(interactions(spec));
    layers.add(output(spec));
    layers.add(mlp(spec));
    return new DenseLayout(Layer.blocksOf(layers));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    Operand<TFloat32> v = graph.transpose(graph.embeddings(), 0, 2, 1);
    Operand<TFloat32> x = v;
    List<Operand<TFloat32>> pooled = new ArrayList<>();
    for (CompressedInteraction layer : interactions(spec)) {
      x = layer.apply(graph, v, x);
      pooled.add(graph.sum(x, 1));
    }
    return graph.add(
        FmTerms.linear(graph),
        output(spec).scalar(graph, graph.concat(pooled)),
        mlp(spec).apply(graph, graph.flatEmbeddings()));
  }

  private static List<CompressedInteraction> interactions(NetworkSpec spec) {
    List<Integer> units = spec.get(UNITS);
    int slots = spec.layout().slots();
    return IntStream.range(0, units.size())
        .mapToObj(
            i ->
                new CompressedInteraction(
                    "cin/" + (i + 1),
                    slots,
                    i == 0 ? slots : units.get(i - 1),
                    spec.embeddingDim(),
                    units.get(i)))
        .toList();
  }

  private static Linear output(NetworkSpec spec) {
    return Linear.of("cin/output", spec.get(UNITS).stream().mapToInt(u -> u).sum(), 1);
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.layout().slots() * spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
