package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.layer.CrossNetwork;
import io.quern.model.layer.GatedCross;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * GDCN: {@code z = wᵀ [x_L, MLP(x_0)] + b} (GDCN-P) or {@code wᵀ MLP(x_L) + b} (GDCN-S) with {@code
 * x_0 = [v_1, …, v_F]} and the crossings of {@link GatedCross}.
 *
 * <p>Wang et al., "Towards Deeper, Lighter and Interpretable Cross Network for CTR Prediction",
 * CIKM 2023, "Gated Deep Cross Network".
 */
final class GatedDeepCross implements GraphEquation {
  @Override
  public String name() {
    return "GDCN";
  }

  @Override
  public String description() {
    return "Gated cross layers and an MLP: \"Towards Deeper, Lighter and Interpretable Cross Network for"
        + " CTR Prediction\", 2023.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(CrossOptions.LAYERS, CrossOptions.STRUCTURE));
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
    return CrossDeep.of(
        spec, CrossNetwork.of(spec.get(CrossOptions.LAYERS), name -> new GatedCross(name, width)));
  }
}
