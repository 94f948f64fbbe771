package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/** As {@link FloatInput}, of whole numbers. */
final class IntInput implements AutoCloseable {
  private final Placeholder<TInt32> placeholder;
  private TInt32 tensor = TInt32.scalarOf(0);

  /**
   * @param shape −1 for what differs from batch to batch
   */
  IntInput(Ops tf, long... shape) {
    placeholder = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(shape)));
  }

  Operand<TInt32> operand() {
    return placeholder;
  }

  /** Copies as many values as {@code shape} has, from {@code offset} on. */
  void set(int[] values, int offset, long... shape) {
    Shape wanted = Shape.of(shape);
    if (!tensor.shape().equals(wanted)) {
      tensor.close();
      tensor = TInt32.tensorOf(wanted);
    }
    if (wanted.size() > 0) {
      tensor.asRawTensor().data().asInts().write(values, offset, Math.toIntExact(wanted.size()));
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
