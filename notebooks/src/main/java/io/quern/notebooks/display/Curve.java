package io.quern.notebooks.display;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A figure over the epochs of a training: what it was when each had ended, and, fainter, what it
 * was on the way. Confined to one thread.
 */
final class Curve {
  /** When there are more, every other one goes. */
  private static final int MOST_ON_THE_WAY = 256;

  private final String name;
  private final String colour;
  private final List<Point> ended = new ArrayList<>();
  private List<Point> onTheWay = new ArrayList<>();

  /**
   * A value.
   *
   * @param epoch how many have gone by, with a fraction
   */
  record Point(double epoch, double value) {}

  Curve(String name, String colour) {
    this.name = requireNonNull(name, "name is null");
    this.colour = requireNonNull(colour, "colour is null");
  }

  String name() {
    return name;
  }

  String colour() {
    return colour;
  }

  /** An epoch has ended; a value that is no number is not there. */
  void end(double epoch, double value) {
    if (Double.isFinite(value)) {
      ended.add(new Point(epoch, value));
    }
  }

  void pass(double epoch, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    onTheWay.add(new Point(epoch, value));
    if (onTheWay.size() > MOST_ON_THE_WAY) {
      List<Point> half = new ArrayList<>();
      for (int i = 0; i < onTheWay.size(); i += 2) {
        half.add(onTheWay.get(i));
      }
      onTheWay = half;
    }
  }

  List<Point> ended() {
    return ended;
  }

  List<Point> onTheWay() {
    return onTheWay;
  }

  Stream<Point> points() {
    return Stream.concat(ended.stream(), onTheWay.stream());
  }
}
