package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options that one owner (an algorithm, a statement) accepts, or the arguments of a function.
 *
 * @param noun what messages call one of them, in lower case
 * @param owner as it reads after "for", for example {@code DeepCTR}
 */
public record OptionSet(String noun, String owner, List<Option<?>> options) {
  public OptionSet {
    requireNonNull(noun, "noun is null");
    requireNonNull(owner, "owner is null");
    options = List.copyOf(options);
  }

  public OptionSet(String owner, List<Option<?>> options) {
    this("option", owner, options);
  }

  /** The named arguments of a function. */
  public static OptionSet arguments(String function, List<Option<?>> arguments) {
    return new OptionSet("argument", function, arguments);
  }

  /** The declared option of that name, whatever its case. */
  public Optional<Option<?>> find(String name) {
    return options.stream().filter(option -> option.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * Checks what a statement gave.
   *
   * @throws QuernException {@link ErrorCode#OPTION}, at the option's place, for an unknown or
   *     repeated name, a value of the wrong type or out of range; without a place for a required
   *     option that is missing
   */
  public Options resolve(List<OptionText> texts) {
    Map<String, OptionText> seen = new HashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, SourcePosition> places = new LinkedHashMap<>();
    for (OptionText text : texts) {
      Option<?> option = find(text.name()).orElseThrow(() -> unknown(text));
      OptionText first = seen.putIfAbsent(option.name().toLowerCase(Locale.ROOT), text);
      if (first != null) {
        throw new QuernException(
                ErrorCode.OPTION,
                "%s is given twice (first at %s)".formatted(told(option), first.namePosition()))
            .at(text.namePosition());
      }
      values.put(option.name(), value(option, text));
      places.put(option.name(), text.valuePosition());
    }
    for (Option<?> option : options) {
      if (option.isRequired() && !values.containsKey(option.name())) {
        throw new QuernException(
                ErrorCode.OPTION, "%s is required for %s".formatted(told(option), owner))
            .withHint(option.description());
      }
    }
    return new Options(this, values, places);
  }

  private QuernException unknown(OptionText text) {
    QuernException error =
        new QuernException(
                ErrorCode.OPTION, "Unknown %s '%s' for %s".formatted(noun, text.name(), owner))
            .at(text.namePosition());
    List<String> names = options.stream().<String>map(Option::name).toList();
    return NearestName.hint(text.name(), names).map(error::withHint).orElse(error);
  }

  /** As it begins a sentence. */
  private String told(Option<?> option) {
    return "%s%s '%s'"
        .formatted(noun.substring(0, 1).toUpperCase(Locale.ROOT), noun.substring(1), option.name());
  }

  private <T> T value(Option<T> option, OptionText text) {
    T value =
        option
            .type()
            .parse(text.text())
            .orElseThrow(
                () ->
                    new QuernException(
                            ErrorCode.OPTION,
                            "%s expects %s, found '%s'"
                                .formatted(told(option), option.type().expectation(), text.text()))
                        .at(text.valuePosition()));
    if (!option.range().contains().test(value)) {
      throw new QuernException(
              ErrorCode.OPTION,
              "%s must be %s, found '%s'"
                  .formatted(told(option), option.range().description(), text.text()))
          .at(text.valuePosition());
    }
    return value;
  }
}
