package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.Networks;
import java.io.Serializable;
import java.util.List;

/**
 * The network that a statement asks for, whatever its features.
 *
 * @param name of a {@link NetworkDefinition}
 */
public record NetworkChoice(
    String name, int embeddingDim, List<Integer> hiddenUnits, double dropout, boolean batchNorm)
    implements Serializable {
  public NetworkChoice {
    requireNonNull(name, "name is null");
    hiddenUnits = List.copyOf(hiddenUnits);
  }

  static NetworkChoice from(Options options) {
    return new NetworkChoice(
        options.get(NetworkOptions.MODEL),
        options.get(NetworkOptions.EMBEDDING_DIM),
        options.get(NetworkOptions.HIDDEN_UNITS),
        options.get(NetworkOptions.DROPOUT),
        options.get(NetworkOptions.BATCH_NORM));
  }

  /** The network to train for features of that layout. */
  public NetworkSpec spec(FeatureLayout layout) {
    NetworkDefinition definition = Networks.named(name);
    int dim = definition.usesEmbeddings() ? embeddingDim : 0;
    return new NetworkSpec(definition.name(), layout, dim, hiddenUnits, dropout, batchNorm);
  }
}
