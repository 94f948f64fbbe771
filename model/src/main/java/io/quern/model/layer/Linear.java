package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** {@code y = x W + b}, or without b: parameters {@code <name>/kernel} and {@code <name>/bias}. */
public final class Linear implements Layer {
  private final DenseBlock kernel;
  private final Optional<DenseBlock> bias;

  private Linear(DenseBlock kernel, Optional<DenseBlock> bias) {
    this.kernel = kernel;
    this.bias = bias;
  }

  public static Linear of(String name, int inputs, int outputs) {
    return new Linear(
        DenseBlock.kernel(name + "/kernel", inputs, outputs),
        Optional.of(DenseBlock.bias(name + "/bias", outputs)));
  }

  public static Linear withoutBias(String name, int inputs, int outputs) {
    return new Linear(DenseBlock.kernel(name + "/kernel", inputs, outputs), Optional.empty());
  }

  @Override
  public List<DenseBlock> blocks() {
    return bias.map(block -> List.of(kernel, block)).orElse(List.of(kernel));
  }

  /**
   * @param input {@code [B, inputs]}, or with more axes before the last, one of unknown length
   */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> input) {
    long[] shape = input.shape().asArray();
    if (shape.length == 2) {
      return matrix(graph, input);
    }
    int[] result = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      result[axis] = (int) shape[axis];
    }
    result[shape.length - 1] = kernel.shape().get(1);
    return graph.reshape(matrix(graph, graph.flatten(input, kernel.shape().get(0))), result);
  }

  /** The only output of each example, {@code [B]}. */
  public Operand<TFloat32> scalar(NetworkGraph graph, Operand<TFloat32> input) {
    return graph.sum(apply(graph, input), 1);
  }

  private Operand<TFloat32> matrix(NetworkGraph graph, Operand<TFloat32> input) {
    Operand<TFloat32> product = graph.matMul(input, graph.parameter(kernel));
    return bias.isPresent() ? graph.tf().nn.biasAdd(product, graph.parameter(bias.get())) : product;
  }
}
