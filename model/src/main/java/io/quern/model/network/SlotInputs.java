package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A mini-batch as graph inputs: its unique rows, parted into linear weights {@code [U]} and
 * embeddings {@code [U, D]}, and per kind of slot the indices into them.
 */
final class SlotInputs implements AutoCloseable {
  private final int dim;
  private final FloatInput linearRows;
  private final FloatInput embeddingRows;
  private final List<SlotPart> parts = new ArrayList<>();
  private final SlotOperands operands;
  private float[] linearScratch = new float[0];
  private float[] embeddingScratch = new float[0];

  SlotInputs(Ops tf, NetworkSpec spec) {
    dim = spec.embeddingDim();
    linearRows = new FloatInput(tf, -1);
    embeddingRows = new FloatInput(tf, -1, dim);
    FeatureLayout layout = spec.layout();
    if (layout.categories() > 0) {
      parts.add(new CategoryPart(tf, spec));
    }
    if (layout.numbers() > 0) {
      parts.add(new NumberPart(tf, spec));
    }
    if (layout.bags() > 0) {
      parts.add(new BagPart(tf, spec));
    }
    operands =
        new SlotOperands(concat(tf, linearRows.operand()), concat(tf, embeddingRows.operand()));
  }

  private Operand<TFloat32> concat(Ops tf, Operand<TFloat32> rows) {
    List<Operand<TFloat32>> values = parts.stream().map(part -> part.values(rows)).toList();
    return values.size() == 1 ? values.get(0) : tf.concat(values, tf.constant(1));
  }

  SlotOperands operands() {
    return operands;
  }

  /** {@code [U]} */
  Operand<TFloat32> linearRows() {
    return linearRows.operand();
  }

  /** {@code [U, D]} */
  Operand<TFloat32> embeddingRows() {
    return embeddingRows.operand();
  }

  /**
   * @param rows {@code uniqueRows × (1 + D)}
   */
  void set(MiniBatch batch, float[] rows) {
    int count = batch.uniqueRows;
    if (linearScratch.length < count) {
      linearScratch = new float[count];
      embeddingScratch = new float[count * dim];
    }
    for (int row = 0; row < count; row++) {
      int from = row * (1 + dim);
      linearScratch[row] = rows[from];
      System.arraycopy(rows, from + 1, embeddingScratch, row * dim, dim);
    }
    linearRows.set(linearScratch, 0, count);
    embeddingRows.set(embeddingScratch, 0, count, dim);
    for (SlotPart part : parts) {
      part.set(batch, rows);
    }
  }

  /** Puts gradients of {@link #linearRows} and {@link #embeddingRows} side by side again. */
  void join(TFloat32 linear, TFloat32 embedding, int count, float[] out) {
    linear.asRawTensor().data().asFloats().read(linearScratch, 0, count);
    embedding.asRawTensor().data().asFloats().read(embeddingScratch, 0, count * dim);
    for (int row = 0; row < count; row++) {
      int to = row * (1 + dim);
      out[to] = linearScratch[row];
      System.arraycopy(embeddingScratch, row * dim, out, to + 1, dim);
    }
  }

  void feed(Session.Runner runner) {
    linearRows.feed(runner);
    embeddingRows.feed(runner);
    for (SlotPart part : parts) {
      part.feed(runner);
    }
  }

  @Override
  public void close() {
    linearRows.close();
    embeddingRows.close();
    parts.forEach(SlotPart::close);
  }
}
