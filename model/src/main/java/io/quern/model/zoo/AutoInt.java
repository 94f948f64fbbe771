package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.Layer;
import io.quern.model.layer.Linear;
import io.quern.model.layer.SelfAttention;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * AutoInt: {@code z = wᵀ [e_1, …, e_F] + b}, with e what layers of {@link SelfAttention} make of
 * the embeddings.
 *
 * <p>Song et al., "AutoInt: Automatic Feature Interaction Learning via Self-Attentive Neural
 * Networks", CIKM 2019, equation 9.
 */
final class AutoInt implements GraphEquation {
  @Override
  public String name() {
    return "AutoInt";
  }

  @Override
  public String description() {
    return "Self-attention of the features: \"AutoInt: Automatic Feature Interaction Learning via"
        + " Self-Attentive Neural Networks\", 2019.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(AttentionOptions.ALL);
    options.add(HiddenOptions.DROPOUT);
    return options;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return AttentionOptions.misfit(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<Layer> layers = new ArrayList<>(AttentionOptions.layers(spec));
    layers.add(output(spec));
    return new DenseLayout(Layer.blocksOf(layers));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    Operand<TFloat32> e = graph.embeddings();
    for (SelfAttention layer : AttentionOptions.layers(graph.spec())) {
      e = layer.apply(graph, e);
    }
    return output(graph.spec()).scalar(graph, graph.flatten(e, width(graph.spec())));
  }

  private static Linear output(NetworkSpec spec) {
    return Linear.of("attention/output", width(spec), 1);
  }

  private static int width(NetworkSpec spec) {
    return spec.layout().slots() * spec.get(SharedOptions.ATTENTION_DIM);
  }
}
