package io.quern.model.network;

import java.nio.file.Path;

/** One entry of the registry of networks: a name, a sentence and how to make one. Stateless. */
public interface NetworkDefinition {
  /** As users write it in option {@code model}; matched without regard to case. */
  String name();

  /** One sentence with the paper's title. */
  String description();

  /** Whether table rows hold an embedding beside the linear weight. */
  boolean usesEmbeddings();

  /** Whether the network computes in TensorFlow, and so has a SavedModel. */
  boolean usesTensorFlow();

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
}
