package io.quern.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The dense blocks as graph inputs: fed at every run, so that the graph keeps no state. */
final class DenseInputs implements AutoCloseable {
  private final Map<DenseBlock, FloatInput> inputs = new LinkedHashMap<>();

  DenseInputs(Ops tf, DenseLayout layout) {
    for (DenseBlock block : layout.blocks()) {
      inputs.put(block, new FloatInput(tf, shape(block)));
    }
  }

  static long[] shape(DenseBlock block) {
    return block.shape().stream().mapToLong(Integer::longValue).toArray();
  }

  /** By the blocks' names. */
  Map<String, Operand<TFloat32>> operands() {
    Map<String, Operand<TFloat32>> operands = new LinkedHashMap<>();
    inputs.forEach((block, input) -> operands.put(block.name(), input.operand()));
    return operands;
  }

  void set(float[] dense) {
    int offset = 0;
    for (Map.Entry<DenseBlock, FloatInput> entry : inputs.entrySet()) {
      entry.getValue().set(dense, offset, shape(entry.getKey()));
      offset += entry.getKey().size();
    }
  }

  void feed(Session.Runner runner) {
    inputs.values().forEach(input -> input.feed(runner));
  }

  @Override
  public void close() {
    inputs.values().forEach(FloatInput::close);
  }
}
