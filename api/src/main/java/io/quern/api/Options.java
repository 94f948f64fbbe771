package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checked options: what the statement gave, defaults for the rest. Immutable. */
public final class Options {
  private final OptionSet declared;
  private final Map<String, Object> given;
  private final Map<String, SourcePosition> places;

  Options(OptionSet declared, Map<String, Object> given, Map<String, SourcePosition> places) {
    this.declared = requireNonNull(declared, "declared is null");
    this.given = new LinkedHashMap<>(given);
    this.places = new LinkedHashMap<>(places);
  }

  /** The value given, or the default; for options that have one or are required. */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Option '%s' is not given and has no default".formatted(option.name())));
  }

  /** The value given, or the default, or empty. */
  @SuppressWarnings("unchecked") // OptionSet.resolve stored the value of this very option
  public <T> Optional<T> find(Option<T> option) {
    Object value = given.get(option.name());
    return value == null ? option.defaultValue() : Optional.of((T) value);
  }

  public boolean isGiven(Option<?> option) {
    return given.containsKey(option.name());
  }

  /** Where the value given stands in the statement; empty where the option is not given. */
  public Optional<SourcePosition> place(Option<?> option) {
    return Optional.ofNullable(places.get(option.name()));
  }

  /** Every declared option that has a value, name to text, in the order of declaration. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option<?> option : declared.options()) {
      text(option).ifPresent(text -> texts.put(option.name(), text));
    }
    return texts;
  }

  private <T> Optional<String> text(Option<T> option) {
    return find(option).map(option.type()::print);
  }
}
