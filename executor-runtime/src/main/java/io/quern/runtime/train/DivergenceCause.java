package io.quern.runtime.train;

import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import java.util.List;

/**
 * Finds which feature or dense block numbers left the finite with. Reads everything once more, so
 * it is asked only when something has gone wrong. Stateless.
 */
final class DivergenceCause {
  private final List<String> slots;
  private final DenseLayout layout;
  private final int width;

  /**
   * @param width floats of a row
   */
  DivergenceCause(FeatureMap features, DenseLayout layout, int width) {
    this.slots = FeatureMap.slots(features.features()).stream().map(Feature::name).toList();
    this.layout = layout;
    this.width = width;
  }

  /** Why a forward pass is not finite: the first such weight or number, else the largest. */
  String ofWeights(MiniBatch batch, float[] rows, float[] dense) {
    int row = firstNotFinite(rows, batch.uniqueRows * width);
    if (row >= 0) {
      return "a weight of feature '%s' is %s".formatted(feature(batch, row / width), rows[row]);
    }
    int value = firstNotFinite(dense, layout.size());
    if (value >= 0) {
      return "a weight of block '%s' is %s".formatted(block(value), dense[value]);
    }
    int numbers = batch.size * batch.layout.numbers();
    int number = firstNotFinite(batch.numbers, numbers);
    if (number >= 0) {
      String name = slots.get(batch.layout.categories() + number % batch.layout.numbers());
      return "a number of feature '%s' is %s".formatted(name, batch.numbers[number]);
    }
    return ofLargeWeights(batch, rows, dense);
  }

  private String ofLargeWeights(MiniBatch batch, float[] rows, float[] dense) {
    int row = largest(rows, batch.uniqueRows * width);
    int value = largest(dense, layout.size());
    int number = largestProduct(batch, rows);
    double product = number < 0 ? 0 : product(batch, rows, number);
    if (product > Math.max(Math.abs(rows[row]), Math.abs(dense[value]))) {
      String name = slots.get(batch.layout.categories() + number % batch.layout.numbers());
      return "the largest product of weight and number, of feature '%s', is %s with number %s"
          .formatted(name, (float) product, batch.numbers[number]);
    }
    return Math.abs(rows[row]) >= Math.abs(dense[value])
        ? "the largest weight, of feature '%s', is %s"
            .formatted(feature(batch, row / width), rows[row])
        : "the largest weight, of block '%s', is %s".formatted(block(value), dense[value]);
  }

  /** Where among the batch's numbers the largest product is; −1 where there are no numbers. */
  private int largestProduct(MiniBatch batch, float[] rows) {
    int largest = -1;
    double size = -1;
    for (int number = 0; number < batch.size * batch.layout.numbers(); number++) {
      double product = product(batch, rows, number);
      if (product > size) {
        largest = number;
        size = product;
      }
    }
    return largest;
  }

  /** The size of a number times the largest weight of its row. */
  private double product(MiniBatch batch, float[] rows, int number) {
    int example = number / batch.layout.numbers();
    int slot = batch.layout.categories() + number % batch.layout.numbers();
    int row = batch.singles[example * batch.layout.singles() + slot];
    double largest = 0;
    for (int i = row * width; i < (row + 1) * width; i++) {
      largest = Math.max(largest, Math.abs((double) rows[i] * batch.numbers[number]));
    }
    return largest;
  }

  /** Whose gradient is not finite, and where the largest weight is, which is mostly why. */
  String ofGradients(MiniBatch batch, float[] rows, float[] dense, Gradients gradients) {
    return firstGradient(batch, gradients) + ", " + ofLargeWeights(batch, rows, dense);
  }

  private String firstGradient(MiniBatch batch, Gradients gradients) {
    int row = firstNotFinite(gradients.rows, batch.uniqueRows * width);
    if (row >= 0) {
      return "that of feature '%s' is %s"
          .formatted(feature(batch, row / width), gradients.rows[row]);
    }
    int value = firstNotFinite(gradients.dense, layout.size());
    return "that of block '%s' is %s".formatted(block(value), gradients.dense[value]);
  }

  private static int firstNotFinite(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static int largest(float[] values, int length) {
    int largest = 0;
    for (int i = 1; i < length; i++) {
      if (Math.abs(values[i]) > Math.abs(values[largest])) {
        largest = i;
      }
    }
    return largest;
  }

  /** The first feature that has the row in one of the batch's examples. */
  private String feature(MiniBatch batch, int row) {
    int singles = batch.layout.singles();
    for (int i = 0; i < batch.size * singles; i++) {
      if (batch.singles[i] == row) {
        return slots.get(i % singles);
      }
    }
    int bags = batch.layout.bags();
    for (int bag = 0; bag < batch.size * bags; bag++) {
      for (int i = batch.bagOffsets[bag]; i < batch.bagOffsets[bag + 1]; i++) {
        if (batch.bagRows[i] == row) {
          return slots.get(singles + bag % bags);
        }
      }
    }
    throw new IllegalStateException("No example of the batch has row " + row);
  }

  private String block(int value) {
    int end = 0;
    for (DenseBlock block : layout.blocks()) {
      end += block.size();
      if (value < end) {
        return block.name();
      }
    }
    throw new IllegalStateException("No dense block has value " + value);
  }
}
