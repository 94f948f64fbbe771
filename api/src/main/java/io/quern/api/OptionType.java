package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of an option becomes a value and back.
 *
 * @param <T> the value's Java type, immutable
 */
public final class OptionType<T> {
  public static final OptionType<String> STRING =
      new OptionType<>("text", text -> text, Object::toString);

  /** The name of a column of the statement's source: text, which front ends complete. */
  public static final OptionType<String> COLUMN =
      new OptionType<>("text", text -> text, Object::toString);

  /** The name of a table or view: text, which front ends complete. */
  public static final OptionType<String> TABLE =
      new OptionType<>("text", text -> text, Object::toString);

  public static final OptionType<Boolean> BOOLEAN =
      new OptionType<>(
          "true or false", OptionType::parseBoolean, Object::toString, List.of("true", "false"));
  public static final OptionType<Integer> INTEGER =
      new OptionType<>("a whole number", Integer::valueOf, Object::toString);
  public static final OptionType<Long> LONG =
      new OptionType<>("a whole number", Long::valueOf, Object::toString);
  public static final OptionType<Double> DOUBLE =
      new OptionType<>("a number", OptionType::parseDouble, Object::toString);

  /** Names separated by commas; blanks around a name are dropped. */
  public static final OptionType<List<String>> NAMES =
      new OptionType<>(
          "names separated by commas", OptionType::split, names -> String.join(",", names));

  /** Whole numbers separated by commas, for example {@code 400,400}. */
  public static final OptionType<List<Integer>> INTEGERS =
      new OptionType<>(
          "whole numbers separated by commas",
          text -> split(text).stream().map(Integer::valueOf).toList(),
          numbers -> numbers.stream().map(Object::toString).collect(Collectors.joining(",")));

  /** Numbers separated by commas, for example {@code 18,25.5}. */
  public static final OptionType<List<Double>> DOUBLES =
      new OptionType<>(
          "numbers separated by commas",
          text -> split(text).stream().map(OptionType::parseDouble).toList(),
          numbers -> numbers.stream().map(Object::toString).collect(Collectors.joining(",")));

  private final String expectation;
  private final Function<String, T> parser;
  private final Function<T, String> printer;
  private final List<String> words;

  private OptionType(String expectation, Function<String, T> parser, Function<T, String> printer) {
    this(expectation, parser, printer, List.of());
  }

  private OptionType(
      String expectation,
      Function<String, T> parser,
      Function<T, String> printer,
      List<String> words) {
    this.expectation = requireNonNull(expectation, "expectation is null");
    this.parser = requireNonNull(parser, "parser is null");
    this.printer = requireNonNull(printer, "printer is null");
    this.words = List.copyOf(words);
  }

  /** One of a fixed set of words, matched without regard to case; the value is as declared. */
  public static OptionType<String> oneOf(String... words) {
    List<String> allowed = List.of(words);
    return new OptionType<>(
        "one of " + String.join(", ", allowed),
        text ->
            allowed.stream()
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)),
        word -> word,
        allowed);
  }

  /**
   * A type of its own.
   *
   * @param expectation as it reads after "expects"
   * @param parser fails with an {@link IllegalArgumentException} where the text is none of it
   */
  public static <T> OptionType<T> of(
      String expectation, Function<String, T> parser, Function<T, String> printer) {
    return new OptionType<>(expectation, parser, printer);
  }

  /** The value of {@code text}, or empty where it is not of this type. */
  public Optional<T> parse(String text) {
    try {
      return Optional.of(parser.apply(text.trim()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public String print(T value) {
    return printer.apply(value);
  }

  /** What a value has to be, as it reads after "expects". */
  public String expectation() {
    return expectation;
  }

  /** The texts that are values of this type, where they are few; empty for all other types. */
  public List<String> words() {
    return words;
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Double parseDouble(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static List<String> split(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }
}
