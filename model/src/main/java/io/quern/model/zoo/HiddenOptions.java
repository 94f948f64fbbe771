package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.HiddenLayers;
import io.quern.model.network.NetworkSpec;
import java.util.List;

/**
 * Hidden layers.
 *
 * <p>{@code 400,400,400} with batch normalisation and dropout 0.2 is what the public benchmarks
 * tuned to for small sets (Frappe, MovieLens) and large ones (Criteo) alike; Zhu et al., "BARS:
 * Towards Open Benchmarking for Recommender Systems", 2022.
 */
final class HiddenOptions {
  static final Option<List<Integer>> UNITS =
      Option.of(
          "hiddenUnits",
          OptionType.INTEGERS,
          List.of(400, 400, 400),
          SharedOptions.layerSizes(),
          "Sizes of the hidden layers, from the input on.");

  static final Option<Double> DROPOUT =
      Option.of(
          "dropout",
          OptionType.DOUBLE,
          0.5,
          Range.below(0, 1),
          "Share of hidden units or attention weights left out at random in each training step.");

  static final Option<Boolean> BATCH_NORM =
      Option.of(
          "batchNorm",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether hidden layers normalise over the batch before their ReLU.");

  static final Option<Boolean> LAYER_NORM =
      Option.of(
          "layerNorm",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether hidden layers normalise over their units in place of the batch.");

  static final List<Option<?>> ALL = List.of(UNITS, DROPOUT, BATCH_NORM, LAYER_NORM);

  private HiddenOptions() {}

  static HiddenLayers of(NetworkSpec spec) {
    return of(spec, spec.get(UNITS), spec.get(DROPOUT));
  }

  /** Other layers, normalised the same way. */
  static HiddenLayers of(NetworkSpec spec, List<Integer> units, double dropout) {
    return new HiddenLayers(units, dropout, norm(spec));
  }

  private static HiddenLayers.Norm norm(NetworkSpec spec) {
    if (spec.get(LAYER_NORM)) {
      return HiddenLayers.Norm.LAYER;
    }
    return spec.get(BATCH_NORM) ? HiddenLayers.Norm.BATCH : HiddenLayers.Norm.NONE;
  }
}
