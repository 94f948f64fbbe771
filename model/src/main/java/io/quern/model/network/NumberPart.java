package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Number slots: rows times the number. */
final class NumberPart implements SlotPart {
  private final Ops tf;
  private final SingleIndices indices;
  private final FloatInput factors;

  NumberPart(Ops tf, NetworkSpec spec) {
    this.tf = tf;
    FeatureLayout layout = spec.layout();
    indices = new SingleIndices(tf, layout, layout.categories(), layout.numbers());
    factors = new FloatInput(tf, -1, layout.numbers());
  }

  @Override
  public Operand<TFloat32> values(Operand<TFloat32> rows) {
    Operand<TFloat32> gathered = tf.gather(rows, indices.operand(), tf.constant(0));
    boolean vectors = rows.shape().numDimensions() == 2;
    Operand<TFloat32> scale =
        vectors ? tf.expandDims(factors.operand(), tf.constant(2)) : factors.operand();
    return tf.math.mul(gathered, scale);
  }

  @Override
  public void set(MiniBatch batch, float[] rows) {
    indices.set(batch);
    factors.set(batch.numbers, 0, batch.size, batch.layout.numbers());
  }

  @Override
  public void feed(Session.Runner runner) {
    indices.feed(runner);
    factors.feed(runner);
  }

  @Override
  public void close() {
    indices.close();
    factors.close();
  }
}
