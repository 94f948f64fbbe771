package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.feature.FeatureLayout;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a network's shape and behaviour depend on. Made by {@link NetworkDefinition#spec}.
 *
 * @param network the name of a {@link NetworkDefinition}
 * @param slots the features' names in the order of their slots
 * @param embeddingDim floats of a row's embedding: what option {@code embeddingDim} says, or that
 *     many for each vector where a row holds several; 0 for networks without embeddings
 * @param options the network's own options by name, defaults included, as text
 */
public record NetworkSpec(
    String network,
    FeatureLayout layout,
    List<String> slots,
    int embeddingDim,
    Map<String, String> options)
    implements Serializable {
  /** The length of a vector, of networks that have vectors. */
  public static final Option<Integer> EMBEDDING_DIM =
      Option.of(
          "embeddingDim",
          OptionType.INTEGER,
          16,
          Range.between(1, 1024),
          "Length of the vector learnt for each value.");

  public NetworkSpec {
    requireNonNull(network, "network is null");
    requireNonNull(layout, "layout is null");
    slots = List.copyOf(slots);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (slots.size() != layout.slots()) {
      throw new IllegalArgumentException(
          "Invalid network: %d slots, %d names".formatted(layout.slots(), slots.size()));
    }
  }

  /** Floats of a table row: the linear weight and the embedding. */
  public int rowWidth() {
    return 1 + embeddingDim;
  }

  /** The length of each vector of a row; 0 for networks without embeddings. */
  public int vectorLength() {
    return find(EMBEDDING_DIM).orElse(embeddingDim);
  }

  /** How many vectors a row holds. */
  public int vectors() {
    return embeddingDim == 0 ? 0 : embeddingDim / vectorLength();
  }

  /** The value of an option that the network has and that has a default. */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Network '%s' has no value of option '%s'".formatted(network, option.name())));
  }

  /** The value of an option; empty where it is not given and has no default. */
  public <T> Optional<T> find(Option<T> option) {
    String text = options.get(option.name());
    return text == null
        ? Optional.empty()
        : Optional.of(
            option
                .type()
                .parse(text)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "Invalid option '%s': '%s'".formatted(option.name(), text))));
  }
}
