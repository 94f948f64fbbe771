package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.FeatureLayout;
import java.io.Serializable;
import java.util.List;

/**
 * Everything a network's shape and behaviour depend on.
 *
 * @param network the name of a {@link NetworkDefinition}
 * @param embeddingDim floats of a row's embedding; 0 for networks without embeddings
 * @param dropout share of hidden units dropped in a training step, 0 to less than 1
 */
public record NetworkSpec(
    String network,
    FeatureLayout layout,
    int embeddingDim,
    List<Integer> hiddenUnits,
    double dropout,
    boolean batchNorm)
    implements Serializable {
  public NetworkSpec {
    requireNonNull(network, "network is null");
    requireNonNull(layout, "layout is null");
    hiddenUnits = List.copyOf(hiddenUnits);
  }

  /** Floats of a table row: the linear weight and the embedding. */
  public int rowWidth() {
    return 1 + embeddingDim;
  }
}
