package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table or view, by name.
 *
 * @param parts at least one, quotes resolved: catalog, schemas, table
 */
public record SourceTable(List<String> parts, SourcePosition position) implements Source {
  public SourceTable {
    parts = List.copyOf(parts);
    requireNonNull(position, "position is null");
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A table name has at least one part");
    }
  }

  /** The name as SQL text, every part in back-quotes. */
  public String quoted() {
    return parts.stream().map(Quoting::backQuoted).collect(Collectors.joining("."));
  }

  /** The name as a message shows it. */
  @Override
  public String toString() {
    return String.join(".", parts);
  }
}
