package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;

/** Options of cross networks. */
final class CrossOptions {
  static final Option<Integer> LAYERS =
      Option.of(
          "crossLayers", OptionType.INTEGER, 3, Range.between(1, 16), "Number of cross layers.");

  static final Option<String> STRUCTURE =
      Option.of(
          "crossStructure",
          OptionType.oneOf("parallel", "stacked"),
          "parallel",
          Range.any(),
          "Whether the hidden layers stand beside the cross layers or on top of them.");

  private CrossOptions() {}
}
