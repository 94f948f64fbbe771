package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import io.quern.model.tensorflow.TensorFlowNatives;
import java.nio.file.Path;

/**
 * A network whose equation is a TensorFlow graph. TensorFlow starts with the first network made.
 */
record TensorFlowDefinition(GraphEquation equation) implements NetworkDefinition {
  TensorFlowDefinition {
    requireNonNull(equation, "equation is null");
  }

  @Override
  public String name() {
    return equation.name();
  }

  @Override
  public String description() {
    return equation.description();
  }

  @Override
  public boolean usesEmbeddings() {
    return true;
  }

  @Override
  public boolean usesTensorFlow() {
    return true;
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return equation.dense(spec);
  }

  @Override
  public Network create(NetworkSpec spec) {
    TensorFlowNatives.load();
    return new TensorFlowNetwork(equation, spec);
  }

  @Override
  public void exportSavedModel(NetworkSpec spec, float[] dense, Path folder) {
    TensorFlowNatives.load();
    new SavedModelWriter(equation, spec).write(dense, folder);
  }
}
