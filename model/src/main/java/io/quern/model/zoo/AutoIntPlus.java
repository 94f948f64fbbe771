package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.Tower;
import io.quern.model.network.DenseBlock;
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
 * AutoInt+: {@link AutoInt} beside an MLP, {@code z = z_AutoInt + MLP([v_1, …, v_F])}.
 *
 * <p>Song et al., "AutoInt", CIKM 2019, section 5.5.
 */
final class AutoIntPlus implements GraphEquation {
  private final AutoInt attention = new AutoInt();

  @Override
  public String name() {
    return "AutoInt+";
  }

  @Override
  public String description() {
    return "AutoInt beside an MLP: \"AutoInt: Automatic Feature Interaction Learning via Self-Attentive"
        + " Neural Networks\", 2019.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(AttentionOptions.ALL);
    return options;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return attention.misfit(spec);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<DenseBlock> blocks = new ArrayList<>(attention.dense(spec).blocks());
    blocks.addAll(mlp(spec).blocks());
    return new DenseLayout(blocks);
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    Operand<TFloat32> deep = mlp(graph.spec()).apply(graph, graph.flatEmbeddings());
    return graph.add(attention.logit(graph), deep);
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower("mlp", spec.layout().slots() * spec.embeddingDim(), HiddenOptions.of(spec));
  }
}
