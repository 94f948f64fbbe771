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
 * Wide &amp; Deep: {@code z = Σ_f w_f + MLP([v_1, …, v_F])}. What the paper crosses by hand for its
 * wide part is a feature here as any other.
 *
 * <p>Cheng et al., "Wide &amp; Deep Learning for Recommender Systems", DLRS 2016, equation 3.
 */
final class WideDeep implements GraphEquation {
  @Override
  public String name() {
    return "WideDeep";
  }

  @Override
  public String description() {
    return "LR beside an MLP: \"Wide & Deep Learning for Recommender Systems\", 2016.";
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
    return graph.add(FmTerms.linear(graph), mlp(graph.spec()).apply(graph, graph.flatEmbeddings()));
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.layout().slots() * spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
