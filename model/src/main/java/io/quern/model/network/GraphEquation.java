package io.quern.model.network;

import io.quern.api.Option;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What sets one TensorFlow network apart: its options, its dense parameters and its logit as a
 * function of slot values and parameters. Stateless. Graph for training, prediction and SavedModel,
 * gradients and everything else follow from it.
 */
public interface GraphEquation {
  String name();

  /** One sentence with the paper's title. */
  String description();

  /** Beside those that every TensorFlow network has. */
  List<Option<?>> options();

  /** Vectors of length {@code embeddingDim}, the option, in the row of one feature value. */
  default int vectors(NetworkSpec spec) {
    return 1;
  }

  /** Why the network cannot be trained as specified; empty where it can. */
  default Optional<Misfit> misfit(NetworkSpec spec) {
    return Optional.empty();
  }

  /** Does not load TensorFlow. */
  DenseLayout dense(NetworkSpec spec);

  /** The logit of each example, {@code [B]}. */
  Operand<TFloat32> logit(NetworkGraph graph);
}
