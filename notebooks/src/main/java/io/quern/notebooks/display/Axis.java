package io.quern.notebooks.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values along one side of a chart.
 *
 * @param from the value at {@code start}
 * @param to the value at {@code end}; more than {@code from}
 * @param start in pixels
 * @param end in pixels
 */
record Axis(double from, double to, double start, double end) {
  private static final int LEVELS = 4;
  private static final int EPOCHS = 8;

  /** One around all of {@code min} to {@code max}, with a little room. */
  static Axis around(double min, double max, double start, double end) {
    double room = max - min > 1e-9 ? (max - min) * 0.08 : Math.max(1e-4, Math.abs(max) * 0.05);
    return new Axis(min - room, max + room, start, end);
  }

  /** Where {@code value} stands, in pixels. */
  double place(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /** Round values within the axis: multiples of 1, 2 or 5 times a power of ten. */
  List<Double> levels() {
    return ticks(levelStep());
  }

  /** A level in as many digits as tell it from its neighbours. */
  String label(double level) {
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(levelStep()) - 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", level);
  }

  private double levelStep() {
    return roundStep((to - from) / LEVELS);
  }

  /** The same where only whole numbers mean something. */
  List<Double> epochs() {
    return ticks(Math.max(1, roundStep((to - from) / EPOCHS)));
  }

  private List<Double> ticks(double step) {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast * 0.999) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
