package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.CrossNetwork;
import io.quern.model.layer.LowRankCross;
import io.quern.model.layer.MatrixCross;
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
 * DCN-V2: {@code z = wᵀ [x_L, MLP(x_0)] + b} or {@code wᵀ MLP(x_L) + b} with {@code x_0 = [v_1, …,
 * v_F]} and the crossings of {@link MatrixCross}, {@link LowRankCross} or a mixture of low-rank
 * experts.
 *
 * <p>Wang et al., "DCN V2: Improved Deep &amp; Cross Network and Practical Lessons for Web-scale
 * Learning to Rank Systems", WWW 2021, equations 1 to 4.
 */
final class DeepCrossV2 implements GraphEquation {
  private static final Option<Integer> RANK =
      Option.optional(
          "crossRank",
          OptionType.INTEGER,
          "full matrices",
          Range.between(1, 4096),
          "Rank of the matrices of the cross layers.");

  private static final Option<Integer> EXPERTS =
      Option.of(
          "crossExperts",
          OptionType.INTEGER,
          1,
          Range.between(1, 64),
          "Low-rank experts that each cross layer mixes.");

  @Override
  public String name() {
    return "DCNv2";
  }

  @Override
  public String description() {
    return "Cross layers with matrices and an MLP: \"DCN V2: Improved Deep & Cross Network\", 2021.";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(HiddenOptions.ALL);
    options.addAll(List.of(CrossOptions.LAYERS, CrossOptions.STRUCTURE, RANK, EXPERTS));
    return options;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    boolean rankless = spec.get(EXPERTS) > 1 && spec.find(RANK).isEmpty();
    return rankless
        ? Optional.of(
            new Misfit(
                EXPERTS.name(),
                "Option 'crossExperts' needs option 'crossRank'",
                "An expert is a pair of low-rank matrices; 32 is a usual rank"))
        : Optional.empty();
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return CrossDeep.of(spec, cross(spec)).dense();
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    return CrossDeep.of(graph.spec(), cross(graph.spec())).logit(graph);
  }

  private static CrossNetwork cross(NetworkSpec spec) {
    int width = CrossDeep.width(spec);
    int layers = spec.get(CrossOptions.LAYERS);
    int experts = spec.get(EXPERTS);
    Optional<Integer> rank = spec.find(RANK);
    if (rank.isEmpty()) {
      return CrossNetwork.of(layers, name -> new MatrixCross(name, width));
    }
    return experts > 1
        ? CrossNetwork.ofExperts(layers, width, rank.get(), experts)
        : CrossNetwork.of(layers, name -> new LowRankCross(name, width, rank.get()));
  }
}
