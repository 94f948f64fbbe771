package io.quern.model.zoo;

import io.quern.api.NearestName;
import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.layer.FeatureGate;
import io.quern.model.layer.SlotPairs;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkGraph;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What each stream of {@link FinalMlp} sees of the embeddings: all of them, times the factors that
 * a gate makes of some features, its context.
 *
 * <p>Context features have vectors of their own for that, as in FuxiCTR, beside their embedding in
 * the table's row: one serves both gates unless a feature is in both contexts. A gate without
 * context features has one learnt vector instead.
 */
final class FeatureSelection {
  private static final Option<Boolean> SELECTION =
      Option.of(
          "featureSelection",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether a gate before each stream weighs the embeddings.");

  private static final Option<List<Integer>> UNITS =
      Option.of(
          "gateUnits",
          OptionType.INTEGERS,
          List.of(400),
          SharedOptions.layerSizes(),
          "Sizes of the hidden layers of the gates.");

  private static final Option<List<String>> CONTEXT_1 =
      Option.optional(
          "context1",
          OptionType.NAMES,
          "a learnt vector",
          Range.any(),
          "Features that the gate of the first stream looks at.");

  private static final Option<List<String>> CONTEXT_2 =
      Option.optional(
          "context2",
          OptionType.NAMES,
          "a learnt vector",
          Range.any(),
          "Features that the gate of the second stream looks at.");

  static final List<Option<?>> OPTIONS = List.of(SELECTION, UNITS, CONTEXT_1, CONTEXT_2);

  private final NetworkSpec spec;
  private final boolean gated;
  private final List<String> first;
  private final List<String> second;

  private FeatureSelection(NetworkSpec spec) {
    this.spec = spec;
    gated = spec.get(SELECTION);
    first = spec.find(CONTEXT_1).orElse(List.of());
    second = spec.find(CONTEXT_2).orElse(List.of());
  }

  static FeatureSelection of(NetworkSpec spec) {
    return new FeatureSelection(spec);
  }

  /** Of what a stream sees. */
  static int width(NetworkSpec spec) {
    return spec.layout().slots() * spec.get(NetworkSpec.EMBEDDING_DIM);
  }

  /** Vectors in a row beside the embedding. */
  int contextVectors() {
    if (!gated || (first.isEmpty() && second.isEmpty())) {
      return 0;
    }
    return first.stream().anyMatch(second::contains) ? 2 : 1;
  }

  Optional<Misfit> misfit() {
    return unknown(CONTEXT_1, first).or(() -> unknown(CONTEXT_2, second));
  }

  private Optional<Misfit> unknown(Option<?> option, List<String> names) {
    return names.stream()
        .filter(name -> !spec.slots().contains(name))
        .findFirst()
        .map(
            name ->
                new Misfit(
                    option.name(),
                    "Option '%s' names feature '%s', which there is not"
                        .formatted(option.name(), name),
                    NearestName.hint(name, spec.slots())
                        .orElse("The features are " + String.join(", ", spec.slots()))));
  }

  List<DenseBlock> blocks() {
    if (!gated) {
      return List.of();
    }
    List<DenseBlock> blocks = new ArrayList<>();
    addBlocks("gate1", first, blocks);
    addBlocks("gate2", second, blocks);
    return blocks;
  }

  private void addBlocks(String name, List<String> context, List<DenseBlock> blocks) {
    if (context.isEmpty()) {
      blocks.add(learnt(name));
    }
    blocks.addAll(gate(name, context).blocks());
  }

  /** {@code [B, F × D]} of the first stream. */
  Operand<TFloat32> first(NetworkGraph graph) {
    return gated(graph, "gate1", first, 1);
  }

  /** {@code [B, F × D]} of the second stream. */
  Operand<TFloat32> second(NetworkGraph graph) {
    return gated(graph, "gate2", second, contextVectors());
  }

  private Operand<TFloat32> gated(
      NetworkGraph graph, String name, List<String> context, int vector) {
    Operand<TFloat32> embeddings = graph.flatten(vector(graph, 0), width(spec));
    if (!gated) {
      return embeddings;
    }
    Operand<TFloat32> input =
        context.isEmpty()
            ? graph.parameter(learnt(name))
            : graph.flatten(
                SlotPairs.bySlot(graph, graph.pick(bySlot(graph, vector), slots(context))),
                context.size() * dim());
    return graph.multiply(embeddings, gate(name, context).apply(graph, input));
  }

  /** {@code [F, B, D]} of the row's vector of that index. */
  private Operand<TFloat32> bySlot(NetworkGraph graph, int vector) {
    return SlotPairs.bySlot(graph, vector(graph, vector));
  }

  /** {@code [B, F, D]} of the row's vector of that index. */
  private Operand<TFloat32> vector(NetworkGraph graph, int index) {
    if (contextVectors() == 0) {
      return graph.embeddings();
    }
    int[] begin = {0, 0, index * dim()};
    int[] size = {-1, spec.layout().slots(), dim()};
    return graph
        .tf()
        .slice(graph.embeddings(), graph.tf().constant(begin), graph.tf().constant(size));
  }

  private int[] slots(List<String> context) {
    return context.stream().mapToInt(spec.slots()::indexOf).toArray();
  }

  private FeatureGate gate(String name, List<String> context) {
    int inputs = Math.max(1, context.size()) * dim();
    return new FeatureGate(name, inputs, spec.get(UNITS), width(spec));
  }

  private DenseBlock learnt(String name) {
    return DenseBlock.bias(name + "/context", 1, dim());
  }

  private int dim() {
    return spec.get(NetworkSpec.EMBEDDING_DIM);
  }
}
