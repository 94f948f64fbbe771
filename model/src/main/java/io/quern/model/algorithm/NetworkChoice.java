package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.function.TableArguments;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network that a statement asks for, whatever its features.
 *
 * @param name of a {@link NetworkDefinition}
 * @param options the network's own, by name, defaults included, as text
 */
public record NetworkChoice(String name, Map<String, String> options) implements Serializable {
  public NetworkChoice {
    requireNonNull(name, "name is null");
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  static NetworkChoice from(Options options) {
    NetworkDefinition network = Networks.named(options.get(NetworkOptions.MODEL));
    Map<String, String> texts = options.texts();
    Map<String, String> own = new LinkedHashMap<>();
    for (Option<?> option : Networks.options()) {
      if (!network.options().contains(option)) {
        rejectGiven(option, network, options);
      } else if (texts.containsKey(option.name())) {
        own.put(option.name(), texts.get(option.name()));
      }
    }
    return new NetworkChoice(network.name(), own);
  }

  private static void rejectGiven(Option<?> option, NetworkDefinition network, Options options) {
    if (options.isGiven(option)) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION,
                  "Network '%s' has no option '%s'".formatted(network.name(), option.name()))
              .withHint("It is an option of " + NetworkOptions.networksOf(option));
      throw options.place(option).map(error::at).orElse(error);
    }
  }

  /**
   * Whether option {@code name} means something to this network: it is its own, or none of a
   * network at all.
   */
  public boolean uses(String name) {
    return definition().options().stream().anyMatch(option -> option.name().equals(name))
        || Networks.options().stream().noneMatch(option -> option.name().equals(name));
  }

  /** The same with vectors of another length, of a network that has vectors. */
  public NetworkChoice withEmbeddingDim(int dim) {
    Map<String, String> changed = new LinkedHashMap<>(options);
    changed.put(NetworkSpec.EMBEDDING_DIM.name(), String.valueOf(dim));
    return new NetworkChoice(name, changed);
  }

  /** Whether it has linear weights and nothing else. */
  boolean isLinear() {
    return !uses("embeddingDim");
  }

  /** The network to train for such features. */
  public NetworkSpec spec(List<Feature> features) {
    return definition().spec(FeatureMap.layoutOf(features), slots(features), options);
  }

  /** Why the network cannot be trained on such features; empty where it can. */
  public Optional<Misfit> misfit(List<Feature> features) {
    return definition().misfit(spec(features));
  }

  /** Why a feature's vectors cannot have the length that it names; empty where they can. */
  public Optional<Misfit> misfit(Feature feature) {
    String dim = TableArguments.DIM.name();
    int length = spec(List.of(feature)).vectorLength();
    if (feature.dim() <= length) {
      return Optional.empty();
    }
    return Optional.of(
        length == 0
            ? new Misfit(
                dim,
                "Network '%s' has no vectors, so argument '%s' has no meaning".formatted(name, dim),
                "Leave it out")
            : new Misfit(
                dim,
                "Argument '%s' must be at most embeddingDim, %d, found '%d'"
                    .formatted(dim, length, feature.dim()),
                "Raise option embeddingDim, or leave the argument out"));
  }

  private NetworkDefinition definition() {
    return Networks.named(name);
  }

  /** The features' names in the order of their slots. */
  private static List<String> slots(List<Feature> features) {
    return FeatureMap.slots(features).stream().map(Feature::name).toList();
  }
}
