package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
  private static final int VALUES = 400_000;

  @Test
  void fewDistinctValuesAreCutExactly() {
    Random random = new Random(1);
    double[] values = values(() -> Math.floor(Math.pow(random.nextDouble(), 3) * 3000));
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<Double> expected = new ArrayList<>();
    for (int part = 1; part < 50; part++) {
      double boundary = sorted[(int) ((long) part * VALUES / 50)];
      if (boundary > sorted[0] && !expected.contains(boundary)) {
        expected.add(boundary);
      }
    }
    assertThat(sketch(values, 7).boundaries(50)).isEqualTo(expected);
  }

  @Test
  void ranksOfManyDistinctValuesAreWithinTheStatedError() {
    Random random = new Random(2);
    double most =
        Math.log((double) VALUES / QuantileSketch.CAPACITY) / Math.log(2) / QuantileSketch.CAPACITY;
    for (int parts : new int[] {1, 13}) {
      double[] values = values(random::nextGaussian);
      List<Double> boundaries = sketch(values, parts).boundaries(100);
      Arrays.sort(values);
      assertThat(boundaries).hasSize(99).isSorted();
      for (int i = 0; i < 99; i++) {
        int found = Arrays.binarySearch(values, boundaries.get(i));
        double rank = (double) Math.abs(found) / VALUES;
        assertThat(Math.abs(rank - (i + 1) / 100.0)).isLessThan(most);
      }
    }
  }

  @Test
  void ascendingAndFrequentValuesAreNoWorse() {
    double[] values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = i < VALUES / 5 * 2 ? 0 : i;
    }
    List<Double> boundaries = sketch(values, 3).boundaries(4);
    assertThat(boundaries).hasSize(2);
    assertThat(boundaries.get(0) / VALUES).isBetween(0.499, 0.501);
    assertThat(boundaries.get(1) / VALUES).isBetween(0.749, 0.751);
  }

  @Test
  void theSameValuesMergedInTheSameOrderGiveTheSameBoundaries() {
    Random random = new Random(3);
    double[] values = values(random::nextDouble);
    assertThat(sketch(values, 5).boundaries(20)).isEqualTo(sketch(values, 5).boundaries(20));
  }

  @Test
  void nothingAndOneValueHaveNoBoundaries() {
    assertThat(new QuantileSketch().boundaries(4)).isEmpty();
    QuantileSketch constant = new QuantileSketch();
    for (int i = 0; i < 20_000; i++) {
      constant.add(i % 2 == 0 ? 0.0 : -0.0);
    }
    assertThat(constant.boundaries(4)).isEmpty();
  }

  private static double[] values(DoubleSupplier source) {
    double[] values = new double[VALUES];
    Arrays.setAll(values, i -> source.getAsDouble());
    return values;
  }

  /** Of values in so many parts that are merged in order. */
  private static QuantileSketch sketch(double[] values, int parts) {
    QuantileSketch all = new QuantileSketch();
    for (int part = 0; part < parts; part++) {
      QuantileSketch of = new QuantileSketch();
      int end = (int) ((long) (part + 1) * values.length / parts);
      for (int i = (int) ((long) part * values.length / parts); i < end; i++) {
        of.add(values[i]);
      }
      all.merge(of);
    }
    assertThat(all.size()).isEqualTo(values.length);
    return all;
  }
}
