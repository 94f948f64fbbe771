package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;

/**
 * One statement of a script.
 *
 * @param text from its first to its last token, as typed; comments around it and the semicolon are
 *     left out, those inside are kept
 * @param position of its first character in the script; {@link SourcePosition#within} turns a place
 *     in the statement into one in the script
 * @param offset of its first character in the script (without byte order mark), 0-based
 */
public record Statement(String text, SourcePosition position, int offset) {
  public Statement {
    requireNonNull(text, "text is null");
    requireNonNull(position, "position is null");
  }
}
