package io.quern.model.layer;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.BatchNormBlocks;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A stack of hidden layers, each Linear → normalisation → ReLU → dropout. Parameters are named
 * {@code <name>/<layer, from 1>/…}.
 */
public final class Mlp implements Layer {
  private final String name;
  private final int inputs;
  private final HiddenLayers hidden;

  public Mlp(String name, int inputs, HiddenLayers hidden) {
    this.name = requireNonNull(name, "name is null");
    this.inputs = inputs;
    this.hidden = requireNonNull(hidden, "hidden is null");
  }

  /** Units of the last layer. */
  public int outputs() {
    return hidden.outputs();
  }

  @Override
  public List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>();
    for (int i = 0; i < hidden.units().size(); i++) {
      blocks.addAll(linear(i).blocks());
      switch (hidden.norm()) {
        case BATCH -> blocks.addAll(batchNorm(i).all());
        case LAYER -> blocks.addAll(layerNorm(i).blocks());
        case NONE -> {}
      }
    }
    return blocks;
  }

  /** {@code [B, outputs]} from {@code [B, inputs]}. */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> input) {
    Operand<TFloat32> x = input;
    for (int i = 0; i < hidden.units().size(); i++) {
      Operand<TFloat32> normal = normalize(graph, i, linear(i).apply(graph, x));
      x = graph.dropout(hidden.dropout(), graph.tf().nn.relu(normal));
    }
    return x;
  }

  private Operand<TFloat32> normalize(NetworkGraph graph, int i, Operand<TFloat32> values) {
    return switch (hidden.norm()) {
      case BATCH -> graph.normalize(batchNorm(i), values);
      case LAYER -> layerNorm(i).apply(graph, values);
      case NONE -> values;
    };
  }

  private Linear linear(int i) {
    int from = i == 0 ? inputs : hidden.units().get(i - 1);
    return Linear.of(layer(i), from, hidden.units().get(i));
  }

  private BatchNormBlocks batchNorm(int i) {
    return BatchNormBlocks.of(layer(i), hidden.units().get(i));
  }

  private LayerNorm layerNorm(int i) {
    return new LayerNorm(layer(i), hidden.units().get(i));
  }

  private String layer(int i) {
    return name + "/" + (i + 1);
  }
}
