package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.BilinearFusion;
import io.quern.model.layer.HiddenLayers;
import io.quern.model.layer.Layer;
import io.quern.model.layer.Mlp;
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
 * FinalMLP: {@code z = fusion(MLP_1(g_1 ⊙ v), MLP_2(g_2 ⊙ v))} with {@code v = [v_1, …, v_F]}, the
 * gates g of {@link FeatureGate} and the fusion of {@link BilinearFusion}.
 *
 * <p>Mao et al., "FinalMLP: An Enhanced Two-Stream MLP Model for CTR Prediction", AAAI 2023.
 */
final class FinalMlp implements GraphEquation {
  private static final Option<List<Integer>> UNITS_2 =
      Option.optional(
          "hiddenUnits2",
          OptionType.INTEGERS,
          "hiddenUnits",
          SharedOptions.layerSizes(),
          "Sizes of the hidden layers of the second stream.");

  private static final Option<Double> DROPOUT_2 =
      Option.optional(
          "dropout2",
          OptionType.DOUBLE,
          "dropout",
          Range.below(0, 1),
          "Share of hidden units of the second stream left out in each training step.");

  private static final Option<Integer> HEADS =
      Option.of(
          "fusionHeads",
          OptionType.INTEGER,
          1,
          Range.between(1, 1024),
          "Pieces that the two streams are cut into before they are multiplied.");

  @Override
  public String name() {
    return "FinalMLP";
  }

  @Override
  public String description() {
    return "Two MLPs over gated embeddings, multiplied: \"FinalMLP: An Enhanced Two-Stream MLP Model for"
        + " CTR Prediction\", 2023.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(UNITS_2, DROPOUT_2, HEADS));
    options.addAll(FeatureSelection.OPTIONS);
    return options;
  }

  @Override
  public int vectors(NetworkSpec spec) {
    return 1 + FeatureSelection.of(spec).contextVectors();
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    int left = hidden1(spec).outputs();
    int right = hidden2(spec).outputs();
    int heads = spec.get(HEADS);
    return left % heads == 0 && right % heads == 0
        ? FeatureSelection.of(spec).misfit()
        : Optional.of(
            new Misfit(
                HEADS.name(),
                "Option 'fusionHeads' must divide the last layers of both streams (%d and %d),"
                        .formatted(left, right)
                    + " found '%d'".formatted(heads),
                "Each head multiplies an equal part of both"));
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<DenseBlock> blocks = new ArrayList<>(FeatureSelection.of(spec).blocks());
    blocks.addAll(Layer.blocksOf(List.of(mlp1(spec), mlp2(spec), fusion(spec))));
    return new DenseLayout(blocks);
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    FeatureSelection selection = FeatureSelection.of(spec);
    Operand<TFloat32> x = mlp1(spec).apply(graph, selection.first(graph));
    Operand<TFloat32> y = mlp2(spec).apply(graph, selection.second(graph));
    return fusion(spec).apply(graph, x, y);
  }

  private static HiddenLayers hidden1(NetworkSpec spec) {
    return HiddenOptions.of(spec);
  }

  private static HiddenLayers hidden2(NetworkSpec spec) {
    return HiddenOptions.of(
        spec,
        spec.find(UNITS_2).orElse(spec.get(HiddenOptions.UNITS)),
        spec.find(DROPOUT_2).orElse(spec.get(HiddenOptions.DROPOUT)));
  }

  private static Mlp mlp1(NetworkSpec spec) {
    return new Mlp("mlp1", FeatureSelection.width(spec), hidden1(spec));
  }

  private static Mlp mlp2(NetworkSpec spec) {
    return new Mlp("mlp2", FeatureSelection.width(spec), hidden2(spec));
  }

  private static BilinearFusion fusion(NetworkSpec spec) {
    return new BilinearFusion(
        "fusion", hidden1(spec).outputs(), hidden2(spec).outputs(), spec.get(HEADS));
  }
}
