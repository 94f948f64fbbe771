package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import java.util.List;
import java.util.Optional;

/**
 * A text split into statements, and how it ends.
 *
 * @param unclosed PARSE, at the opening, where a quote or a comment is not closed; the last
 *     statement, if it has begun, reaches to the end of the text then
 */
public record Script(List<Statement> statements, Ending ending, Optional<QuernException> unclosed) {
  /** What a shell that reads line by line has to know. */
  public enum Ending {
    /** A semicolon, or nothing at all: ready to run. */
    TERMINATED,
    /** The last statement has no semicolon; it may be whole or go on. */
    UNTERMINATED,
    /** A quote, a comment or a {@code BEGIN} is open: more has to follow. */
    OPEN
  }

  public Script {
    statements = List.copyOf(statements);
    requireNonNull(ending, "ending is null");
    requireNonNull(unclosed, "unclosed is null");
  }
}
