package io.quern.model.zoo;

import io.quern.model.layer.CrossNetwork;
import io.quern.model.layer.Layer;
import io.quern.model.layer.Linear;
import io.quern.model.layer.Mlp;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Cross layers and hidden layers over the same embeddings, side by side or one on top of the other,
 * and a linear output.
 *
 * @param parallel whether side by side
 */
record CrossDeep(CrossNetwork cross, Mlp mlp, Linear output, boolean parallel) {
  static CrossDeep of(NetworkSpec spec, CrossNetwork cross, boolean parallel) {
    int width = width(spec);
    Mlp mlp = new Mlp("mlp", width, HiddenOptions.of(spec));
    int outputs = mlp.outputs() + (parallel ? width : 0);
    return new CrossDeep(cross, mlp, Linear.of("output", outputs, 1), parallel);
  }

  static CrossDeep of(NetworkSpec spec, CrossNetwork cross) {
    return of(spec, cross, spec.get(CrossOptions.STRUCTURE).equals("parallel"));
  }

  /** Of x₀: the embeddings side by side. */
  static int width(NetworkSpec spec) {
    return spec.layout().slots() * spec.embeddingDim();
  }

  DenseLayout dense() {
    return Layer.layout(cross, mlp, output);
  }

  /** {@code wᵀ [cross(x₀), MLP(x₀)] + b}, or {@code wᵀ MLP(cross(x₀)) + b}. */
  Operand<TFloat32> logit(NetworkGraph graph) {
    Operand<TFloat32> x0 = graph.flatEmbeddings();
    Operand<TFloat32> crossed = cross.apply(graph, x0);
    return output.scalar(
        graph,
        parallel
            ? graph.concat(List.of(crossed, mlp.apply(graph, x0)))
            : mlp.apply(graph, crossed));
  }
}
