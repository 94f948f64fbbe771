package io.quern.cli.repl;

import io.quern.cli.command.Commands;
import io.quern.parser.Keywords;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.parser.Lexemes;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours a text by the dialect's own lexemes. */
final class SqlHighlighter implements Highlighter {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle KEYWORD = PLAIN.bold().foreground(AttributedStyle.BLUE);
  private static final AttributedStyle STRING = PLAIN.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NAME = PLAIN.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle NUMBER = PLAIN.foreground(AttributedStyle.MAGENTA);
  private static final AttributedStyle COMMENT = PLAIN.faint();

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer);
  }

  static AttributedString highlight(String text) {
    if (Commands.isCommand(text)) {
      return new AttributedString(text);
    }
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    List<Lexeme> lexemes = Lexemes.of(text);
    int end = 0;
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      coloured.styled(PLAIN, text.substring(end, lexeme.start()));
      coloured.styled(style(lexemes, i), lexeme.image());
      end = lexeme.end();
    }
    return coloured.styled(PLAIN, text.substring(end)).toAttributedString();
  }

  private static AttributedStyle style(List<Lexeme> lexemes, int i) {
    return switch (lexemes.get(i).kind()) {
      case WORD -> isKeyword(lexemes, i) ? KEYWORD : PLAIN;
      case STRING -> STRING;
      case QUOTED_NAME -> NAME;
      case NUMBER -> NUMBER;
      case COMMENT -> COMMENT;
      case SYMBOL -> PLAIN;
    };
  }

  /** No keyword is reserved: beside a dot, or in front of an equals sign, each is a name. */
  private static boolean isKeyword(List<Lexeme> lexemes, int i) {
    return Keywords.contains(lexemes.get(i).image())
        && !isSymbol(lexemes, i - 1, ".")
        && !isSymbol(lexemes, i + 1, ".")
        && !isSymbol(lexemes, i + 1, "=");
  }

  private static boolean isSymbol(List<Lexeme> lexemes, int i, String symbol) {
    return i >= 0
        && i < lexemes.size()
        && lexemes.get(i).kind() == Kind.SYMBOL
        && lexemes.get(i).isSymbol(symbol);
  }
}
