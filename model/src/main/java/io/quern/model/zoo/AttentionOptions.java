package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.SelfAttention;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Options of self-attention, and its layers. */
final class AttentionOptions {
  private static final Option<Integer> LAYERS =
      Option.of(
          "attentionLayers",
          OptionType.INTEGER,
          3,
          Range.between(1, 16),
          "Number of self-attention layers.");

  private static final Option<Integer> HEADS =
      Option.of(
          "attentionHeads",
          OptionType.INTEGER,
          2,
          Range.between(1, 64),
          "Heads of each self-attention layer.");

  private static final Option<Boolean> NORM =
      Option.of(
          "attentionNorm",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether self-attention layers normalise each feature's vector before their ReLU.");

  static final List<Option<?>> ALL = List.of(LAYERS, HEADS, SharedOptions.ATTENTION_DIM, NORM);

  private AttentionOptions() {}

  static Optional<Misfit> misfit(NetworkSpec spec) {
    int dim = spec.get(SharedOptions.ATTENTION_DIM);
    int heads = spec.get(HEADS);
    return dim % heads == 0
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                HEADS.name(),
                "Option 'attentionHeads' must divide option 'attentionDim' (%d), found '%d'"
                    .formatted(dim, heads),
                "Each head computes an equal part of the width"));
  }

  static List<SelfAttention> layers(NetworkSpec spec) {
    int dim = spec.get(SharedOptions.ATTENTION_DIM);
    return IntStream.range(0, spec.get(LAYERS))
        .mapToObj(
            i ->
                new SelfAttention(
                    "attention/" + (i + 1),
                    i == 0 ? spec.embeddingDim() : dim,
                    dim,
                    spec.get(HEADS),
                    spec.get(HiddenOptions.DROPOUT),
                    spec.get(NORM)))
        .toList();
  }
}
