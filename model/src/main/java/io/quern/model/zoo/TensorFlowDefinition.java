package io.quern.model.zoo;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.Misfit;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.Precision;
import io.quern.model.network.SavedModelWriter;
import io.quern.model.network.TensorFlowNetwork;
import io.quern.model.tensorflow.Processor;
import io.quern.model.tensorflow.TensorFlowNatives;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
  public List<Option<?>> options() {
    return Stream.of(
            Stream.of(NetworkSpec.EMBEDDING_DIM),
            equation.options().stream(),
            Stream.of(SharedOptions.DENSE_INIT, Precision.OPTION))
        .<Option<?>>flatMap(options -> options)
        .toList();
  }

  @Override
  public int embeddingDim(NetworkSpec spec) {
    return Math.multiplyExact(equation.vectors(spec), spec.get(NetworkSpec.EMBEDDING_DIM));
  }

  @Override
  public boolean usesTensorFlow() {
    return true;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Precision.misfit(spec, Processor.ofThisHost()).or(() -> equation.misfit(spec));
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return equation.dense(spec).withKernels(SharedOptions.denseInit(spec));
  }

  @Override
  public Network create(NetworkSpec spec) {
    requirePrecision(spec);
    TensorFlowNatives.load();
    return new TensorFlowNetwork(equation, spec);
  }

  /** A worker's processor need not be that of the driver, which has asked already. */
  private static void requirePrecision(NetworkSpec spec) {
    Precision.misfit(spec, Processor.ofThisHost())
        .ifPresent(
            misfit -> {
              throw misfit.toException();
            });
  }

  @Override
  public void exportSavedModel(NetworkSpec spec, float[] dense, Path folder) {
    TensorFlowNatives.load();
    new SavedModelWriter(equation, spec).write(dense, folder);
  }
}
