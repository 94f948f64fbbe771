package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A tower of hidden layers with one output: per layer Linear → batch norm → ReLU → dropout, then
 * Linear. Its parameters are named {@code <tower>/<layer, from 1>/…} and {@code <tower>/output/…}.
 */
final class Mlp {
  static final String MEAN = "/mean";
  static final String VARIANCE = "/variance";
  static final String SCALE = "/scale";
  static final String SHIFT = "/shift";
  private static final String KERNEL = "/kernel";
  private static final String BIAS = "/bias";

  private final String name;
  private final int inputs;
  private final List<Integer> hiddenUnits;
  private final boolean batchNorm;

  Mlp(String name, int inputs, NetworkSpec spec) {
    this.name = requireNonNull(name, "name is null");
    this.inputs = inputs;
    hiddenUnits = spec.hiddenUnits();
    batchNorm = spec.batchNorm();
  }

  List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>();
    int width = inputs;
    for (int i = 0; i < hiddenUnits.size(); i++) {
      int units = hiddenUnits.get(i);
      addLinear(blocks, layer(i), width, units);
      if (batchNorm) {
        addBatchNorm(blocks, layer(i), units);
      }
      width = units;
    }
    addLinear(blocks, output(), width, 1);
    return blocks;
  }

  /** {@code [B]} from {@code [B, inputs]}. */
  Operand<TFloat32> logit(NetworkGraph graph, Operand<TFloat32> input) {
    Operand<TFloat32> x = input;
    for (int i = 0; i < hiddenUnits.size(); i++) {
      x = linear(graph, layer(i), x);
      if (batchNorm) {
        x = graph.normalize(layer(i), x);
      }
      x = graph.dropout(graph.tf().nn.relu(x));
    }
    return graph.sum(linear(graph, output(), x), 1);
  }

  private static Operand<TFloat32> linear(
      NetworkGraph graph, String layer, Operand<TFloat32> input) {
    Ops tf = graph.tf();
    return tf.nn.biasAdd(
        tf.linalg.matMul(input, graph.parameter(layer + KERNEL)), graph.parameter(layer + BIAS));
  }

  private String layer(int index) {
    return name + "/" + (index + 1);
  }

  private String output() {
    return name + "/output";
  }

  private static void addLinear(List<DenseBlock> blocks, String layer, int from, int to) {
    blocks.add(
        new DenseBlock(
            layer + KERNEL,
            List.of(from, to),
            DenseBlock.Role.KERNEL,
            DenseBlock.Initial.XAVIER_NORMAL));
    blocks.add(vector(layer + BIAS, to, DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO));
  }

  private static void addBatchNorm(List<DenseBlock> blocks, String layer, int units) {
    blocks.add(vector(layer + SCALE, units, DenseBlock.Role.BIAS, DenseBlock.Initial.ONE));
    blocks.add(vector(layer + SHIFT, units, DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO));
    blocks.add(vector(layer + MEAN, units, DenseBlock.Role.STATISTIC, DenseBlock.Initial.ZERO));
    blocks.add(vector(layer + VARIANCE, units, DenseBlock.Role.STATISTIC, DenseBlock.Initial.ONE));
  }

  private static DenseBlock vector(
      String name, int length, DenseBlock.Role role, DenseBlock.Initial initial) {
    return new DenseBlock(name, List.of(length), role, initial);
  }
}
