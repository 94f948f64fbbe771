package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/** The unique rows of some neighbouring single slots, {@code [B, count]}. */
final class SingleIndices implements AutoCloseable {
  private final int first;
  private final int count;
  private final boolean all;
  private final IntInput input;
  private int[] scratch = new int[0];

  SingleIndices(Ops tf, FeatureLayout layout, int first, int count) {
    this.first = first;
    this.count = count;
    all = count == layout.singles();
    input = new IntInput(tf, -1, count);
  }

  Operand<TInt32> operand() {
    return input.operand();
  }

  void set(MiniBatch batch) {
    input.set(all ? batch.singles : columns(batch), 0, batch.size, count);
  }

  private int[] columns(MiniBatch batch) {
    if (scratch.length < batch.size * count) {
      scratch = new int[batch.size * count];
    }
    int singles = batch.layout.singles();
    for (int example = 0; example < batch.size; example++) {
      System.arraycopy(batch.singles, example * singles + first, scratch, example * count, count);
    }
    return scratch;
  }

  void feed(Session.Runner runner) {
    input.feed(runner);
  }

  @Override
  public void close() {
    input.close();
  }
}
