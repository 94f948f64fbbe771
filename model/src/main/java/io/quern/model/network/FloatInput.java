package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A placeholder and the tensor fed to it. The tensor is reused as long as its shape stays, and
 * belongs to this object: TensorFlow's memory is never freed by the garbage collector.
 */
final class FloatInput implements AutoCloseable {
  private final Placeholder<TFloat32> placeholder;
  private TFloat32 tensor = TFloat32.scalarOf(0);

  /**
   * @param shape −1 for what differs from batch to batch
   */
  FloatInput(Ops tf, long... shape) {
    placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  Operand<TFloat32> operand() {
    return placeholder;
  }

  /** Copies as many values as {@code shape} has, from {@code offset} on. */
  void set(float[] values, int offset, long... shape) {
    Shape wanted = Shape.of(shape);
    if (!tensor.shape().equals(wanted)) {
      tensor.close();
      tensor = TFloat32.tensorOf(wanted);
    }
    if (wanted.size() > 0) {
      tensor.asRawTensor().data().asFloats().write(values, offset, Math.toIntExact(wanted.size()));
    }
  }

  void feed(Session.Runner runner) {
    runner.feed(placeholder, tensor);
  }

  @Override
  public void close() {
    tensor.close();
  }
}
