package io.quern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of alternating rounds: medians and the ratio of ours to the yardstick. */
final class Figures {
  private final String unit;
  private final String yardstickName;
  private final List<Double> yardstick = new ArrayList<>();
  private final List<Double> ours = new ArrayList<>();

  Figures(String unit, String yardstickName) {
    this.unit = unit;
    this.yardstickName = yardstickName;
  }

  void add(double yardstickFigure, double ourFigure) {
    yardstick.add(yardstickFigure);
    ours.add(ourFigure);
    System.out.printf(
        Locale.ROOT,
        "round %d: %s %.0f, Quern %.0f %s%n",
        ours.size(),
        yardstickName,
        yardstickFigure,
        ourFigure,
        unit);
  }

  void print(String what) {
    double reference = median(yardstick);
    double figure = median(ours);
    System.out.printf(
        Locale.ROOT,
        "%s: Quern %.0f %s, %s %.0f, ratio %.2f (medians of %d rounds)%n",
        what,
        figure,
        unit,
        yardstickName,
        reference,
        figure / reference,
        ours.size());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
