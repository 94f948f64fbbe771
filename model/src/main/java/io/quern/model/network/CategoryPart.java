package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Category slots: rows as they are. */
final class CategoryPart implements SlotPart {
  private final Ops tf;
  private final SingleIndices indices;

  CategoryPart(Ops tf, NetworkSpec spec) {
    this.tf = tf;
    indices = new SingleIndices(tf, spec.layout(), 0, spec.layout().categories());
  }

  @Override
  public Operand<TFloat32> values(Operand<TFloat32> rows) {
    return tf.gather(rows, indices.operand(), tf.constant(0));
  }

  @Override
  public void set(MiniBatch batch, float[] rows) {
    indices.set(batch);
  }

  @Override
  public void feed(Session.Runner runner) {
    indices.feed(runner);
  }

  @Override
  public void close() {
    indices.close();
  }
}
