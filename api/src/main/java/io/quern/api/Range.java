package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;

/**
 * A condition on an option's value beyond its type.
 *
 * @param description the condition as it reads after "must be"
 */
public record Range<T>(String description, Predicate<T> contains) {
  public Range {
    requireNonNull(description, "description is null");
    requireNonNull(contains, "contains is null");
  }

  public static <T> Range<T> any() {
    return new Range<>("", value -> true);
  }

  public static Range<Integer> between(int low, int high) {
    return new Range<>("between " + low + " and " + high, value -> value >= low && value <= high);
  }

  public static Range<Integer> atLeast(int low) {
    return new Range<>("at least " + low, value -> value >= low);
  }

  public static Range<Double> between(double low, double high) {
    return new Range<>("between " + low + " and " + high, value -> value >= low && value <= high);
  }

  /** Greater than {@code low}, at most {@code high}. */
  public static Range<Double> above(double low, double high) {
    return new Range<>(
        "greater than " + low + " and at most " + high, value -> value > low && value <= high);
  }

  /** At least {@code low}, less than {@code high}. */
  public static Range<Double> below(double low, double high) {
    return new Range<>(
        "at least " + low + " and less than " + high, value -> value >= low && value < high);
  }
}
