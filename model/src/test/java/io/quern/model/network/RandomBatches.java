package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import java.util.Random;

/** Seeded mini-batches, rows and dense values for tests. */
final class RandomBatches {
  private final Random random;

  RandomBatches(long seed) {
    random = new Random(seed);
  }

  /** Every unique row is used at least once where there is room. */
  MiniBatch batch(FeatureLayout layout, int size, int uniqueRows) {
    MiniBatch batch = new MiniBatch(layout);
    batch.size = size;
    batch.uniqueRows = uniqueRows;
    batch.singles = new int[size * layout.singles()];
    for (int i = 0; i < batch.singles.length; i++) {
      batch.singles[i] = i < uniqueRows ? i : random.nextInt(uniqueRows);
    }
    batch.numbers = gaussian(size * layout.numbers(), 1);
    fillBags(batch);
    batch.labels = new float[size];
    for (int i = 0; i < size; i++) {
      batch.labels[i] = random.nextInt(2);
    }
    return batch;
  }

  private void fillBags(MiniBatch batch) {
    int bags = batch.size * batch.layout.bags();
    batch.bagOffsets = new int[bags + 1];
    for (int bag = 0; bag < bags; bag++) {
      batch.bagOffsets[bag + 1] = batch.bagOffsets[bag] + 1 + random.nextInt(4);
    }
    batch.bagRows = new int[batch.bagOffsets[bags]];
    for (int i = 0; i < batch.bagRows.length; i++) {
      batch.bagRows[i] = random.nextInt(batch.uniqueRows);
    }
    batch.bagFactors = gaussian(batch.bagRows.length, 1);
    if (batch.layout.bags() > 1) {
      batch.maxPooled[0] = true;
    }
  }

  /** Weights of examples, from 0 up to 3. */
  float[] weights(int size) {
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = 3 * random.nextFloat();
    }
    return weights;
  }

  float[] gaussian(int length, double sigma) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (sigma * random.nextGaussian());
    }
    return values;
  }

  /** Dense values off their initial ones, so that no gradient is trivially zero. */
  float[] dense(DenseLayout layout) {
    float[] values = gaussian(layout.size(), 0.3);
    int offset = 0;
    for (DenseBlock block : layout.blocks()) {
      if (block.initial() == DenseBlock.Initial.ONE) {
        for (int i = offset; i < offset + block.size(); i++) {
          values[i] = 1 + Math.abs(values[i]);
        }
      }
      offset += block.size();
    }
    return values;
  }
}
