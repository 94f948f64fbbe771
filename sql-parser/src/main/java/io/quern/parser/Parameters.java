package io.quern.parser;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of the parameters {@code ?} and {@code :name} of one statement. */
public interface Parameters {
  /**
   * The text bound to the {@code index}-th {@code ?} of the whole statement, 0-based; those inside
   * its query count.
   */
  Optional<String> positional(int index);

  /** The text bound to {@code :name}. */
  Optional<String> named(String name);

  /** No parameter has a value. */
  static Parameters none() {
    return of(List.of(), Map.of());
  }

  static Parameters of(List<String> positional, Map<String, String> named) {
    List<String> values = List.copyOf(positional);
    Map<String, String> valuesByName = Map.copyOf(named);
    return new Parameters() {
      @Override
      public Optional<String> positional(int index) {
        return index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
      }

      @Override
      public Optional<String> named(String name) {
        return Optional.ofNullable(valuesByName.get(name));
      }
    };
  }
}
