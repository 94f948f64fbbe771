package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.HiddenLayers;
import io.quern.model.layer.Layer;
import io.quern.model.layer.LayerNorm;
import io.quern.model.layer.Linear;
import io.quern.model.layer.MaskBlock;
import io.quern.model.layer.Tower;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * MaskNet: blocks that multiply with a mask made of the embeddings, {@link MaskBlock}. Serial: each
 * block masks the one before, the first the normalised embeddings. Parallel: all mask the
 * normalised embeddings, and an MLP goes over them side by side.
 *
 * <p>Wang et al., "MaskNet: Introducing Feature-Wise Multiplication to CTR Ranking Models by
 * Instance-Guided Mask", DLP-KDD 2021, section 3.4.
 */
final class MaskNet implements GraphEquation {
  private static final Option<String> STRUCTURE =
      Option.of(
          "maskStructure",
          OptionType.oneOf("parallel", "serial"),
          "parallel",
          Range.any(),
          "Whether mask blocks stand side by side under the hidden layers or are the hidden layers.");

  private static final Option<Integer> BLOCKS =
      Option.of(
          "maskBlocks",
          OptionType.INTEGER,
          3,
          Range.between(1, 64),
          "Mask blocks that stand side by side.");

  private static final Option<Integer> UNITS =
      Option.of(
          "maskUnits",
          OptionType.INTEGER,
          64,
          Range.between(1, 16384),
          "Outputs of each mask block that stands beside others.");

  private static final Option<Double> RATIO =
      Option.of(
          "maskRatio",
          OptionType.DOUBLE,
          1.0,
          Range.above(0, 16),
          "Units between the two layers that make a mask, as a multiple of the mask's length.");

  @Override
  public String name() {
    return "MaskNet";
  }

  @Override
  public String description() {
    return "Blocks that multiply with masks made of the embeddings: \"MaskNet: Introducing Feature-Wise"
        + " Multiplication to CTR Ranking Models\", 2021.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HiddenOptions.UNITS, HiddenOptions.DROPOUT, STRUCTURE, BLOCKS, UNITS, RATIO);
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    List<Layer> layers = new ArrayList<>(List.of(norm(spec)));
    layers.addAll(blocks(spec));
    if (parallel(spec)) {
      layers.add(mlp(spec));
    } else {
      layers.add(output(spec));
    }
    return new DenseLayout(Layer.blocksOf(layers));
  }

  @Override
  public Operand<TFloat32> logit(NetworkGraph graph) {
    NetworkSpec spec = graph.spec();
    Operand<TFloat32> v = graph.flatEmbeddings();
    Operand<TFloat32> x = graph.flatten(norm(spec).apply(graph, graph.embeddings()), width(spec));
    if (parallel(spec)) {
      List<Operand<TFloat32>> masked =
          blocks(spec).stream().map(block -> block.apply(graph, v, x)).toList();
      return mlp(spec).apply(graph, graph.concat(masked));
    }
    Operand<TFloat32> masked = x;
    for (MaskBlock block : blocks(spec)) {
      masked = block.apply(graph, v, masked);
    }
    return output(spec).scalar(graph, masked);
  }

  private static boolean parallel(NetworkSpec spec) {
    return spec.get(STRUCTURE).equals("parallel");
  }

  private static List<MaskBlock> blocks(NetworkSpec spec) {
    List<Integer> units = spec.get(HiddenOptions.UNITS);
    return parallel(spec)
        ? IntStream.range(0, spec.get(BLOCKS))
            .mapToObj(i -> block(spec, i, width(spec), spec.get(UNITS)))
            .toList()
        : IntStream.range(0, units.size())
            .mapToObj(i -> block(spec, i, i == 0 ? width(spec) : units.get(i - 1), units.get(i)))
            .toList();
  }

  private static MaskBlock block(NetworkSpec spec, int index, int inputs, int outputs) {
    return new MaskBlock(
        "block/" + (index + 1),
        width(spec),
        inputs,
        outputs,
        Math.max(1, (int) (inputs * spec.get(RATIO))),
        spec.get(HiddenOptions.DROPOUT));
  }

  private static LayerNorm norm(NetworkSpec spec) {
    return new LayerNorm("embedding", spec.layout().slots(), spec.embeddingDim());
  }

  private static Tower mlp(NetworkSpec spec) {
    return new Tower(
        "mlp",
        spec.get(BLOCKS) * spec.get(UNITS),
        new HiddenLayers(
            spec.get(HiddenOptions.UNITS),
            spec.get(HiddenOptions.DROPOUT),
            HiddenLayers.Norm.NONE));
  }

  private static Linear output(NetworkSpec spec) {
    List<Integer> units = spec.get(HiddenOptions.UNITS);
    return Linear.of("output", units.get(units.size() - 1), 1);
  }

  private static int width(NetworkSpec spec) {
    return spec.layout().slots() * spec.embeddingDim();
  }
}
