package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.CrossNetwork;
import io.quern.model.layer.VectorCross;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * DCN: {@code z = wᵀ [x_L, MLP(x_0)] + b} with {@code x_0 = [v_1, …, v_F]} and the crossings of
 * {@link VectorCross}.
 *
 * <p>Wang et al., "Deep &amp; Cross Network for Ad Click Predictions", ADKDD 2017, equations 3 to
 * 5.
 */
final class DeepCross implements GraphEquation {
  @Override
  public String name() {
    return "DCN";
  }

  @Override
  public String description() {
    return "Cross layers beside an MLP: \"Deep & Cross Network for Ad Click Predictions\", 2017.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(CrossOptions.LAYERS));
    return options;
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return parts(spec).dense();
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    return parts(graph.spec()).logit(graph);
  }

  private static CrossDeep parts(NetworkSpec spec) {
    int width = CrossDeep.width(spec);
    CrossNetwork cross =
        CrossNetwork.of(spec.get(CrossOptions.LAYERS), name -> new VectorCross(name, width));
    return CrossDeep.of(spec, cross, true);
  }
}
