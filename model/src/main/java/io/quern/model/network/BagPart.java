package io.quern.model.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Bag slots: the rows of the elements times a factor each, added up by bag. (TensorFlow's
 * SegmentMean, SegmentSum and SegmentMax have no gradient outside Python.) E is the number of
 * elements.
 *
 * <p>The greatest of the scaled rows is such a sum, too: its factors are those of the winning
 * element, coordinate by coordinate, and 0 elsewhere, so that the gradient reaches the winner
 * alone. The winners are found here, from the rows at hand; factors have one column for sums and
 * one for each coordinate where any bag has a maximum.
 */
final class BagPart implements SlotPart {
  private final Ops tf;
  private final int bags;
  private final int dim;
  private final IntInput elements;
  private final IntInput segments;
  private final FloatInput linearFactors;
  private final FloatInput embeddingFactors;
  private final IntInput segmentCount;
  private int[] segmentScratch = new int[0];
  private float[] linearScratch = new float[0];
  private float[] embeddingScratch = new float[0];

  BagPart(Ops tf, NetworkSpec spec) {
    this.tf = tf;
    bags = spec.layout().bags();
    dim = spec.embeddingDim();
    elements = new IntInput(tf, -1);
    segments = new IntInput(tf, -1);
    linearFactors = new FloatInput(tf, -1);
    embeddingFactors = new FloatInput(tf, -1, -1);
    segmentCount = new IntInput(tf);
  }

  @Override
  public Operand<TFloat32> values(Operand<TFloat32> rows) {
    Operand<TFloat32> gathered = tf.gather(rows, elements.operand(), tf.constant(0));
    boolean vectors = rows.shape().numDimensions() == 2;
    Operand<TFloat32> factors = vectors ? embeddingFactors.operand() : linearFactors.operand();
    Operand<TFloat32> sums =
        tf.math.unsortedSegmentSum(
            tf.math.mul(gathered, factors), segments.operand(), segmentCount.operand());
    int[] shape = vectors ? new int[] {-1, bags, dim} : new int[] {-1, bags};
    return tf.reshape(sums, tf.constant(shape));
  }

  @Override
  public void set(MiniBatch batch, float[] rows) {
    int count = batch.size * bags;
    int total = batch.bagOffsets[count];
    if (segmentScratch.length < total) {
      segmentScratch = new int[total];
    }
    for (int bag = 0; bag < count; bag++) {
      Arrays.fill(segmentScratch, batch.bagOffsets[bag], batch.bagOffsets[bag + 1], bag);
    }
    elements.set(batch.bagRows, 0, total);
    segments.set(segmentScratch, 0, total);
    segmentCount.set(new int[] {count}, 0);
    if (batch.hasMaxPooled()) {
      setCoordinateFactors(batch, rows, count, total);
    } else {
      linearFactors.set(batch.bagFactors, 0, total);
      embeddingFactors.set(batch.bagFactors, 0, total, 1);
    }
  }

  private void setCoordinateFactors(MiniBatch batch, float[] rows, int count, int total) {
    if (linearScratch.length < total) {
      linearScratch = new float[total];
      embeddingScratch = new float[Math.multiplyExact(total, dim)];
    }
    for (int bag = 0; bag < count; bag++) {
      int begin = batch.bagOffsets[bag];
      int end = batch.bagOffsets[bag + 1];
      if (batch.maxPooled[bag % bags]) {
        Arrays.fill(linearScratch, begin, end, 0);
        Arrays.fill(embeddingScratch, begin * dim, end * dim, 0);
        setWinners(batch, rows, begin, end);
      } else {
        for (int i = begin; i < end; i++) {
          linearScratch[i] = batch.bagFactors[i];
          Arrays.fill(embeddingScratch, i * dim, (i + 1) * dim, batch.bagFactors[i]);
        }
      }
    }
    linearFactors.set(linearScratch, 0, total);
    embeddingFactors.set(embeddingScratch, 0, total, dim);
  }

  private void setWinners(MiniBatch batch, float[] rows, int begin, int end) {
    int linear = batch.winner(rows, 1 + dim, 0, begin, end);
    linearScratch[linear] = batch.bagFactors[linear];
    for (int d = 0; d < dim; d++) {
      int winner = batch.winner(rows, 1 + dim, 1 + d, begin, end);
      embeddingScratch[winner * dim + d] = batch.bagFactors[winner];
    }
  }

  @Override
  public void feed(Session.Runner runner) {
    elements.feed(runner);
    segments.feed(runner);
    linearFactors.feed(runner);
    embeddingFactors.feed(runner);
    segmentCount.feed(runner);
  }

  @Override
  public void close() {
    elements.close();
    segments.close();
    linearFactors.close();
    embeddingFactors.close();
    segmentCount.close();
  }
}
