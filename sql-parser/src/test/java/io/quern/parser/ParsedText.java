package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.SourcePosition;
import io.quern.parser.tree.SqlStatement;

/** What tests of the parser read statements with. */
final class ParsedText {
  private ParsedText() {}

  /** A text that has to be a statement of that kind. */
  static <T extends SqlStatement> T parse(Class<T> type, String text) {
    SqlStatement statement = DialectParser.parse(text);
    assertThat(statement).isInstanceOf(type);
    return type.cast(statement);
  }

  static SourcePosition at(int line, int column) {
    return new SourcePosition(line, column);
  }
}
