package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One option, declared once: parsing, checks, SHOW OPTIONS, completion and the docs come from here.
 *
 * @param name in camelCase; matched without regard to case
 * @param defaultValue the value when the option is not given; empty when there is none
 * @param defaultText how the default is told when it is not a plain value, for example "all other
 *     columns"; otherwise empty
 * @param description one sentence
 */
public record Option<T>(
    String name,
    OptionType<T> type,
    Optional<T> defaultValue,
    String defaultText,
    Range<T> range,
    String description) {

  public Option {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(defaultValue, "defaultValue is null");
    requireNonNull(defaultText, "defaultText is null");
    requireNonNull(range, "range is null");
    requireNonNull(description, "description is null");
    if (defaultValue.isPresent() && !range.contains().test(defaultValue.get())) {
      throw new IllegalArgumentException("Default of option '" + name + "' is out of its range");
    }
  }

  /** An option with a default. */
  public static <T> Option<T> of(
      String name, OptionType<T> type, T defaultValue, Range<T> range, String description) {
    return new Option<>(name, type, Optional.of(defaultValue), "", range, description);
  }

  /** An option that need not be given and whose absence means what {@code defaultText} says. */
  public static <T> Option<T> optional(
      String name, OptionType<T> type, String defaultText, Range<T> range, String description) {
    return new Option<>(name, type, Optional.empty(), defaultText, range, description);
  }

  /** An option that has to be given. */
  public static <T> Option<T> required(String name, OptionType<T> type, String description) {
    return new Option<>(name, type, Optional.empty(), "", Range.any(), description);
  }

  public boolean isRequired() {
    return defaultValue.isEmpty() && defaultText.isEmpty();
  }

  /** The default as SHOW OPTIONS prints it; the word {@code required} where there is none. */
  public String describeDefault() {
    return isRequired() ? "required" : defaultValue.map(type::print).orElse(defaultText);
  }

  /** What values are allowed, as SHOW OPTIONS prints it. */
  public String describeRange() {
    String condition = range.description();
    return condition.isEmpty() ? type.expectation() : type.expectation() + ", " + condition;
  }
}
