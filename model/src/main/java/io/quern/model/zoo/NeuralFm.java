package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.Layer;
import io.quern.model.layer.Tower;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * NFM: {@code z = Σ_f w_f + MLP(Σ_{f<g} v_f ⊙ v_g)}.
 *
 * <p>He and Chua, "Neural Factorization Machines for Sparse Predictive Analytics", SIGIR 2017,
 * equations 2 to 4.
 */
final class NeuralFm implements GraphEquation {
  @Override
  public String name() {
    return "NFM";
  }

  @Override
  public String description() {
    return "MLP over the pooled pairs of embeddings: \"Neural Factorization Machines for Sparse"
        + " Predictive Analytics\", 2017.";
  }

  @Override
  public List<Option<?>> options() {
    return HiddenOptions.ALL;
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return Layer.layout(mlp(spec));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    return graph.add(FmTerms.linear(graph), mlp(graph.spec()).apply(graph, FmTerms.pairs(graph)));
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
