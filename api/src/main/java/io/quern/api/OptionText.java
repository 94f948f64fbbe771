package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * An option as it stands in a statement, unchecked.
 *
 * @param text the value's text, quotes and escapes resolved
 */
public record OptionText(
    String name, String text, SourcePosition namePosition, SourcePosition valuePosition)
    implements Serializable {
  public OptionText {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
    requireNonNull(namePosition, "namePosition is null");
    requireNonNull(valuePosition, "valuePosition is null");
  }
}
