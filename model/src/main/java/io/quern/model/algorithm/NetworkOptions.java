package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.Networks;
import java.util.List;

/**
 * The network and its shape.
 *
 * <p>{@code 400,400,400} with batch normalisation and dropout 0.2 is what the public benchmarks
 * tuned to for small sets (Frappe, MovieLens) and large ones (Criteo) alike; Zhu et al., "BARS:
 * Towards Open Benchmarking for Recommender Systems", 2022.
 */
public final class NetworkOptions {
  public static final Option<String> MODEL =
      Option.of("model", OptionType.oneOf(networks()), "DeepFM", Range.any(), "The network.");

  public static final Option<Integer> EMBEDDING_DIM =
      Option.of(
          "embeddingDim",
          OptionType.INTEGER,
          16,
          Range.between(1, 1024),
          "Length of the vector learnt for each value; LR has none.");

  public static final Option<List<Integer>> HIDDEN_UNITS =
      Option.of(
          "hiddenUnits",
          OptionType.INTEGERS,
          List.of(400, 400, 400),
          new Range<>("1 to 16 layer sizes between 1 and 16384", NetworkOptions::areLayerSizes),
          "Sizes of the hidden layers, from the input on.");

  public static final Option<Double> DROPOUT =
      Option.of(
          "dropout",
          OptionType.DOUBLE,
          0.2,
          Range.below(0, 1),
          "Share of hidden units left out at random in each training step.");

  public static final Option<Boolean> BATCH_NORM =
      Option.of(
          "batchNorm",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether hidden layers normalise over the batch before their ReLU.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL =
      List.of(MODEL, EMBEDDING_DIM, HIDDEN_UNITS, DROPOUT, BATCH_NORM);

  private NetworkOptions() {}

  private static String[] networks() {
    return Networks.all().stream().map(NetworkDefinition::name).toArray(String[]::new);
  }

  private static boolean areLayerSizes(List<Integer> sizes) {
    return !sizes.isEmpty()
        && sizes.size() <= 16
        && sizes.stream().allMatch(size -> size >= 1 && size <= 16384);
  }
}
