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
 * DNN: {@code z = MLP([v_1, …, v_F])}.
 *
 * <p>Covington et al., "Deep Neural Networks for YouTube Recommendations", RecSys 2016, section 4;
 * the deep part of {@link WideDeep}.
 */
final class DeepNetwork implements GraphEquation {
  @Override
  public String name() {
    return "DNN";
  }

  @Override
  public String description() {
    return "MLP over the embeddings: \"Deep Neural Networks for YouTube Recommendations\", 2016.";
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
    return mlp(graph.spec()).apply(graph, graph.flatEmbeddings());
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.layout().slots() * spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
