package io.quern.model.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Bag slots: the mean of the elements' rows, as a segment sum of rows times 1/n. (TensorFlow's
 * SegmentMean and SegmentSum have no gradient outside Python.) E is the number of elements.
 */
final class BagPart implements SlotPart {
  private final Ops tf;
  private final int bags;
  private final int dim;
  private final IntInput elements;
  private final IntInput segments;
  private final FloatInput weights;
  private final IntInput segmentCount;
  private int[] segmentScratch = new int[0];
  private float[] weightScratch = new float[0];

  BagPart(Ops tf, NetworkSpec spec) {
    this.tf = tf;
    bags = spec.layout().bags();
    dim = spec.embeddingDim();
    elements = new IntInput(tf, -1);
    segments = new IntInput(tf, -1);
    weights = new FloatInput(tf, -1);
    segmentCount = new IntInput(tf);
  }

  @Override
  public Operand<TFloat32> values(Operand<TFloat32> rows) {
    Operand<TFloat32> gathered = tf.gather(rows, elements.operand(), tf.constant(0));
    boolean vectors = rows.shape().numDimensions() == 2;
    Operand<TFloat32> scale =
        vectors ? tf.expandDims(weights.operand(), tf.constant(1)) : weights.operand();
    Operand<TFloat32> means =
        tf.math.unsortedSegmentSum(
            tf.math.mul(gathered, scale), segments.operand(), segmentCount.operand());
    int[] shape = vectors ? new int[] {-1, bags, dim} : new int[] {-1, bags};
    return tf.reshape(means, tf.constant(shape));
  }

  @Override
  public void set(MiniBatch batch) {
    int count = batch.size * bags;
    int total = batch.bagOffsets[count];
    if (segmentScratch.length < total) {
      segmentScratch = new int[total];
      weightScratch = new float[total];
    }
    for (int bag = 0; bag < count; bag++) {
      int begin = batch.bagOffsets[bag];
      int end = batch.bagOffsets[bag + 1];
      Arrays.fill(segmentScratch, begin, end, bag);
      Arrays.fill(weightScratch, begin, end, 1f / (end - begin));
    }
    elements.set(batch.bagRows, 0, total);
    segments.set(segmentScratch, 0, total);
    weights.set(weightScratch, 0, total);
    segmentCount.set(new int[] {count}, 0);
  }

  @Override
  public void feed(Session.Runner runner) {
    elements.feed(runner);
    segments.feed(runner);
    weights.feed(runner);
    segmentCount.feed(runner);
  }

  @Override
  public void close() {
    elements.close();
    segments.close();
    weights.close();
    segmentCount.close();
  }
}
