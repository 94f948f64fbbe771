package io.quern.model.feature.function;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.ColumnType;
import java.util.Set;

/**
 * How many columns a function takes, and of which types.
 *
 * @param least at least 1
 * @param expectation the types as they read after "takes"
 */
public record ColumnRule(int least, int most, Set<ColumnType> types, String expectation) {
  static final ColumnRule NUMBERS = one(Set.of(ColumnType.NUMBER, ColumnType.INTEGRAL), "a number");

  public ColumnRule {
    requireNonNull(expectation, "expectation is null");
    types = Set.copyOf(types);
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "Invalid number of columns: %d to %d".formatted(least, most));
    }
  }

  static ColumnRule one(Set<ColumnType> types, String expectation) {
    return new ColumnRule(1, 1, types, expectation);
  }

  /** How many, as it reads after "takes". */
  public String count() {
    return most == 1 ? "one column" : "%d to %d columns".formatted(least, most);
  }

  public boolean allows(int columns) {
    return columns >= least && columns <= most;
  }
}
