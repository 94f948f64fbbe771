package io.quern.runtime.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Points between a training's begin and its end, in constant memory: when there are too many, every
 * other goes, and from then on only every other comes. Confined to one thread.
 */
final class StepCurve {
  private final int limit;
  private final List<Point> points = new ArrayList<>();
  private int seen;
  private int stride = 1;

  /**
   * How the epoch under way looked at some step.
   *
   * @param step batches of all workers since the training began
   * @param loss mean log loss of the epoch so far
   * @param auc of the epoch so far; NaN where undefined
   */
  record Point(long step, Instant time, double rowsPerSecond, double loss, double auc) {}

  /**
   * @param limit the most points that are kept
   */
  StepCurve(int limit) {
    this.limit = limit;
  }

  void add(Point point) {
    if (seen++ % stride == 0) {
      if (points.size() == limit) {
        thin();
      }
      points.add(point);
    }
  }

  private void thin() {
    List<Point> every = List.copyOf(points);
    points.clear();
    for (int i = 0; i < every.size(); i += 2) {
      points.add(every.get(i));
    }
    stride *= 2;
  }

  /** In order. */
  List<Point> points() {
    return List.copyOf(points);
  }
}
