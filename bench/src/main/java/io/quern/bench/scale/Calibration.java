package io.quern.bench.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Constants from trainings with one worker and servers in its process: those that are not negative
 * and have the least sum of squared relative errors, by coordinate descent. Rows and values are
 * told apart by the batch, as a batch of 256 has one distinct row for two values and one of 16,384
 * one for seven.
 */
final class Calibration {
  private static final List<String> NAMES =
      List.of("value", "coordinate", "product", "row", "weight", "parameter", "step");
  private static final int SWEEPS = 200_000;

  private final List<double[]> terms = new ArrayList<>();

  /** The trainings to measure. */
  static List<Workload> shapes() {
    Workload lr = Workload.of("LR", 200_000);
    Workload fm = Workload.of("FM", 150_000);
    Workload deep = Workload.of("DeepFM", 60_000);
    return List.of(
        lr.withBatch(256),
        lr,
        lr.withBatch(16_384),
        fm.withBatch(256),
        fm,
        fm.withBatch(16_384),
        fm.withFields(10),
        deep.withBatch(256),
        deep.withBatch(1024),
        deep.withFields(10));
  }

  void add(Point point) {
    Workload shape = point.shape();
    double values = (double) shape.batch() * shape.fields();
    double[] counts = {
      values,
      values * shape.width(),
      (double) shape.batch() * shape.layerProducts(),
      point.uniqueRows(),
      point.uniqueRows() * shape.width(),
      shape.denseParameters(),
      1
    };
    terms.add(Arrays.stream(counts).map(count -> count / point.nanos()).toArray());
  }

  /** Lines as in constants.properties. */
  String constants() {
    double[] found = solve();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < found.length; i++) {
      lines.append(String.format(Locale.ROOT, "%s = %.4f%n", NAMES.get(i), found[i]));
    }
    return lines.toString();
  }

  private double[] solve() {
    double[] found = new double[NAMES.size()];
    // What is yet to be explained of each training's time.
    double[] errors = new double[terms.size()];
    Arrays.fill(errors, 1);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < found.length; i++) {
        double slope = 0;
        double squares = 0;
        for (int point = 0; point < errors.length; point++) {
          slope += terms.get(point)[i] * errors[point];
          squares += terms.get(point)[i] * terms.get(point)[i];
        }
        double next = Math.max(0, found[i] + slope / squares);
        for (int point = 0; point < errors.length; point++) {
          errors[point] -= (next - found[i]) * terms.get(point)[i];
        }
        found[i] = next;
      }
    }
    return found;
  }
}
