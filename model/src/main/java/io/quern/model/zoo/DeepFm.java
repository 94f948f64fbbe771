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
 * DeepFM: {@code z = Σ_f w_f + Σ_{f<g} ⟨v_f, v_g⟩ + MLP([v_1, …, v_F])}; the only bias is that of
 * the MLP's output.
 *
 * <p>Guo et al., "DeepFM: A Factorization-Machine based Neural Network for CTR Prediction", IJCAI
 * 2017, equations 1 to 4.
 */
final class DeepFm implements GraphEquation {
  @Override
  public String name() {
    return "DeepFM";
  }

  @Override
  public String description() {
    return "FM beside an MLP: \"DeepFM: A Factorization-Machine based Neural Network for CTR"
        + " Prediction\", 2017.";
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
    Operand<TFloat32> pairs = graph.sum(FmTerms.pairs(graph), 1);
    Operand<TFloat32> deep = mlp(graph.spec()).apply(graph, graph.flatEmbeddings());
    return graph.add(FmTerms.linear(graph), pairs, deep);
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.layout().slots() * spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
