package io.quern.runtime.data;

/**
 * Prints a label as a user would write it: {@code 2}, not {@code 2.0}. NaN stands for text that is
 * no number, too.
 */
final class LabelText {
  static final String NULL = "NULL";
  static final String NO_NUMBER = "not a number";

  private LabelText() {}

  static String of(double label) {
    if (Double.isNaN(label)) {
      return NO_NUMBER;
    }
    return label == Math.rint(label) && Math.abs(label) < 1e15
        ? Long.toString((long) label)
        : Double.toString(label);
  }
}
