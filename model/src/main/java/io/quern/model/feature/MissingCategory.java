package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.OptionType;
import java.io.Serializable;

/**
 * What stands for a category that is missing.
 *
 * @param constant the value that counts as if it had been there, as text; only for {@link
 *     Policy#CONSTANT}, else empty
 */
public record MissingCategory(Policy policy, String constant) implements Serializable {
  /** The feature has a row for missing values. */
  public static final MissingCategory OWN_ROW = new MissingCategory(Policy.OWN_ROW, "");

  /** Where the replacement comes from. */
  public enum Policy {
    OWN_ROW,
    CONSTANT
  }

  public MissingCategory {
    requireNonNull(policy, "policy is null");
    requireNonNull(constant, "constant is null");
    if (policy != Policy.CONSTANT && !constant.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid constant '%s' for %s".formatted(constant, policy));
    }
  }

  /**
   * A value of a column, told by its text.
   *
   * @param type of the column, no array
   * @throws IllegalArgumentException when the text is no such value
   */
  public static MissingCategory constant(ColumnType type, String text) {
    return new MissingCategory(Policy.CONSTANT, canonical(expected(type), text));
  }

  private static <T> String canonical(OptionType<T> type, String text) {
    return type.print(
        type.parse(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is not %s".formatted(text, type.expectation()))));
  }

  /** What a constant has to be for a column. */
  public static OptionType<?> expected(ColumnType type) {
    return switch (type) {
      case STRING -> OptionType.STRING;
      case BOOLEAN -> OptionType.BOOLEAN;
      case INTEGRAL -> OptionType.LONG;
      case NUMBER -> OptionType.DOUBLE;
      case STRING_ARRAY, BOOLEAN_ARRAY, INTEGRAL_ARRAY, NUMBER_ARRAY ->
          throw new IllegalArgumentException("No array is a category");
    };
  }

  /**
   * @throws IllegalArgumentException when the constant is no value of such a column
   */
  void requireFit(ColumnType type) {
    if (policy == Policy.CONSTANT) {
      canonical(expected(type), constant);
    }
  }

  /** The key of a missing value. */
  long key(ColumnType type, long salt) {
    if (policy == Policy.OWN_ROW) {
      return FeatureKeys.missing(salt);
    }
    return switch (type) {
      case STRING -> FeatureKeys.ofUtf8(salt, constant.getBytes(UTF_8));
      case BOOLEAN -> FeatureKeys.ofIntegral(salt, Boolean.parseBoolean(constant) ? 1 : 0);
      case INTEGRAL -> FeatureKeys.ofIntegral(salt, Long.parseLong(constant));
      case NUMBER -> FeatureKeys.ofNumber(salt, Double.parseDouble(constant));
      case STRING_ARRAY, BOOLEAN_ARRAY, INTEGRAL_ARRAY, NUMBER_ARRAY ->
          throw new IllegalStateException("An array has no key");
    };
  }
}
