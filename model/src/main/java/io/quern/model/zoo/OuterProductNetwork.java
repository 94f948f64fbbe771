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
 * OPNN: {@code z = MLP([v_1, …, v_F, s sᵀ])} with {@code s = Σ_f v_f}: the outer products of all
 * pairs, superposed.
 *
 * <p>Qu et al., "Product-based Neural Networks for User Response Prediction", ICDM 2016, section
 * III-C.
 */
final class OuterProductNetwork implements GraphEquation {
  @Override
  public String name() {
    return "OPNN";
  }

  @Override
  public String description() {
    return "MLP over embeddings and the outer product of their sum: \"Product-based Neural Networks for"
        + " User Response Prediction\", 2016.";
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
    int dim = graph.spec().embeddingDim();
    Operand<TFloat32> sum = graph.sum(graph.embeddings(), 1);
    Operand<TFloat32> outer =
        graph.multiply(graph.reshape(sum, -1, dim, 1), graph.reshape(sum, -1, 1, dim));
    Operand<TFloat32> products = graph.flatten(outer, dim * dim);
    return mlp(graph.spec()).apply(graph, graph.concat(List.of(graph.flatEmbeddings(), products)));
  }

  private static Tower mlp(NetworkSpec spec) {
    int dim = spec.embeddingDim();
    int inputs = spec.layout().slots() * dim + dim * dim;
    return new Tower("mlp", inputs, HiddenOptions.of(spec));
  }
}
