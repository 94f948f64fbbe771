package io.quern.model.network;

import io.quern.api.Option;
import io.quern.model.feature.FeatureLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the registry of networks: a name, a sentence, its options and how to make one.
 * Stateless.
 */
public interface NetworkDefinition {
  /** As users write it in option {@code model}; matched without regard to case. */
  String name();

  /** One sentence with the paper's title. */
  String description();

  /** The options that the network reads; others may not be given with it. */
  List<Option<?>> options();

  /** Floats of a row's embedding, of a spec whose {@code embeddingDim} is not known yet. */
  int embeddingDim(NetworkSpec spec);

  /** Whether the network computes in TensorFlow, and so has a SavedModel. */
  boolean usesTensorFlow();

  /** Why the network cannot be trained as specified; empty where it can. */
  Optional<Misfit> misfit(NetworkSpec spec);

  /** The dense parameters; does not load TensorFlow. */
  DenseLayout dense(NetworkSpec spec);

  Network create(NetworkSpec spec);

  /**
   * Writes the inference graph with its weights as constants: inputs {@code linear [B, slots]} and
   * {@code embedding [B, slots, dim]}, output {@code probability [B]}, signature {@code
   * serving_default}, tag {@code serve}.
   *
   * @param dense trained values, {@code dense(spec).size()}
   * @param folder a local folder that does not exist yet
   * @throws UnsupportedOperationException where {@link #usesTensorFlow()} is false
   */
  void exportSavedModel(NetworkSpec spec, float[] dense, Path folder);

  /**
   * This network over such slots.
   *
   * @param slots the features' names in the order of their slots
   * @param given values of options by name; those of other networks are left out, what is missing
   *     takes its default
   */
  default NetworkSpec spec(FeatureLayout layout, List<String> slots, Map<String, String> given) {
    Map<String, String> own = new LinkedHashMap<>();
    for (Option<?> option : options()) {
      value(option, given).ifPresent(text -> own.put(option.name(), text));
    }
    NetworkSpec draft = new NetworkSpec(name(), layout, slots, 0, own);
    return new NetworkSpec(name(), layout, slots, embeddingDim(draft), own);
  }

  private static <T> Optional<String> value(Option<T> option, Map<String, String> given) {
    return Optional.ofNullable(given.get(option.name()))
        .or(() -> option.defaultValue().map(option.type()::print));
  }
}
