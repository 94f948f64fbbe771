package io.quern.parser.impl;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A token with its value and with what error messages say about its place in the statement.
 * Confined to one parse.
 */
public final class DialectToken extends Token {
  /** Longest path, in UTF-16 units: what the Hadoop file systems and object stores take. */
  private static final int MAX_PATH_LENGTH = 4096;

  private final String value;
  private boolean hasValue = true;
  private String part;
  private String followedBy;

  /**
   * A token without a place yet.
   *
   * @param image the token as typed
   * @param value quotes and escapes resolved
   */
  public DialectToken(int kind, String image, String value) {
    this.kind = kind;
    this.image = requireNonNull(image, "image is null");
    this.value = requireNonNull(value, "value is null");
  }

  /** Sets the places of the first and the last character. */
  public DialectToken at(SourcePosition start, SourcePosition end) {
    beginLine = start.line();
    beginColumn = start.column();
    endLine = end.line();
    endColumn = end.column();
    return this;
  }

  /** Makes this a parameter that nothing is bound to. */
  public DialectToken withoutValue() {
    hasValue = false;
    return this;
  }

  public String value() {
    return value;
  }

  public SourcePosition position() {
    return new SourcePosition(beginLine, beginColumn);
  }

  /** The part of the statement that ends here, as it reads after "after". */
  public Optional<String> part() {
    return Optional.ofNullable(part);
  }

  /** What has to follow, as it reads after "Expected". */
  public Optional<String> followedBy() {
    return Optional.ofNullable(followedBy);
  }

  void endsPart(String part) {
    this.part = requireNonNull(part, "part is null");
  }

  void isFollowedBy(String what) {
    this.followedBy = requireNonNull(what, "what is null");
  }

  SqlParserPos pos() {
    return new SqlParserPos(beginLine, beginColumn, endLine, endColumn);
  }

  SqlLiteral text() {
    if (!hasValue) {
      throw failure("Parameter '" + image + "' has no value");
    }
    return SqlLiteral.createCharString(value, pos());
  }

  /** The query between the parentheses, placed at its first character. */
  SqlLiteral query() {
    return SqlLiteral.createCharString(
        value, new SqlParserPos(beginLine, beginColumn + 1, endLine, endColumn));
  }

  SqlLiteral path() {
    if (value.length() > MAX_PATH_LENGTH) {
      throw failure(
          "Path is %d characters, the limit is %d".formatted(value.length(), MAX_PATH_LENGTH));
    }
    return text();
  }

  SqlNode version() {
    int version = wholeNumber();
    if (version < 1) {
      throw failure("Version must be a whole number of at least 1, found '" + image + "'");
    }
    return SqlLiteral.createExactNumeric(Integer.toString(version), pos());
  }

  /** The value, which must not be empty. */
  String requireText(String what) {
    if (value.isEmpty()) {
      throw failure(what + " is empty");
    }
    return value;
  }

  void addName(List<String> names, List<SqlParserPos> places) {
    names.add(requireText("Name"));
    places.add(pos());
  }

  /** 0 where the number does not fit. */
  private int wholeNumber() {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private QuernException failure(String message) {
    return new QuernException(ErrorCode.PARSE, message).at(position());
  }
}
