package io.quern.cli.repl;

import io.quern.cli.command.Commands;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.parser.Lexemes;
import io.quern.parser.Script;
import io.quern.parser.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a text at the prompt is, decided by the splitter that scripts are split with. */
final class TypedText {
  private static final Set<String> LEAVING = Set.of("exit", "quit");

  private TypedText() {}

  /** Whether Enter runs it; else more has to follow. */
  static boolean isComplete(String text) {
    return Commands.isCommand(text)
        || isLeaving(text)
        || isVertical(text)
        || StatementSplitter.scan(text).ending() == Script.Ending.TERMINATED;
  }

  /** {@code exit} and {@code quit}, which other shells have taught. */
  static boolean isLeaving(String text) {
    return LEAVING.contains(text.strip().replaceFirst(";$", "").toLowerCase(Locale.ROOT));
  }

  /** Whether it ends with <code>\G</code> in place of a semicolon. */
  static boolean isVertical(String text) {
    return verticalAt(text) >= 0;
  }

  /** The same statement with a semicolon in place of <code>\G</code>. */
  static String withSemicolon(String text) {
    int place = verticalAt(text);
    return place < 0 ? text : text.substring(0, place) + ";";
  }

  private static int verticalAt(String text) {
    List<Lexeme> lexemes =
        Lexemes.of(text).stream().filter(lexeme -> lexeme.kind() != Kind.COMMENT).toList();
    int last = lexemes.size() - 1;
    boolean isVertical =
        last > 0 && lexemes.get(last).image().equals("G") && lexemes.get(last - 1).isSymbol("\\");
    return isVertical ? lexemes.get(last - 1).start() : -1;
  }
}
