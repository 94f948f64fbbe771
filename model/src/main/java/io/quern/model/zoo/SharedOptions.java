package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkSpec;
import java.util.List;

/** Options of networks of different families. */
final class SharedOptions {
  static final Option<String> DENSE_INIT =
      Option.of(
          "denseInit",
          OptionType.oneOf("xavierNormal", "xavierUniform", "heNormal"),
          "xavierNormal",
          Range.any(),
          "What the kernels of the dense layers begin with.");

  static final Option<Integer> ATTENTION_DIM =
      Option.of(
          "attentionDim",
          OptionType.INTEGER,
          64,
          Range.between(1, 1024),
          "Width of an attention layer, of all its heads together.");

  private SharedOptions() {}

  static DenseBlock.Initial denseInit(NetworkSpec spec) {
    String word = spec.get(DENSE_INIT);
    return switch (word) {
      case "xavierNormal" -> DenseBlock.Initial.XAVIER_NORMAL;
      case "xavierUniform" -> DenseBlock.Initial.XAVIER_UNIFORM;
      case "heNormal" -> DenseBlock.Initial.HE_NORMAL;
      default -> throw new IllegalArgumentException("Unknown initial values: " + word);
    };
  }

  /** Layer sizes as an option takes them. */
  static Range<List<Integer>> layerSizes() {
    return new Range<>(
        "1 to 16 layer sizes between 1 and 16384",
        sizes ->
            !sizes.isEmpty()
                && sizes.size() <= 16
                && sizes.stream().allMatch(size -> size >= 1 && size <= 16384));
  }
}
