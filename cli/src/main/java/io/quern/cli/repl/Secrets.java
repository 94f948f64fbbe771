package io.quern.cli.repl;

import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.parser.Lexemes;
import java.util.regex.Pattern;

/** Finds statements that must not be written down: those that give a secret a value. */
final class Secrets {
  /** The names that Spark redacts in its logs, and a few more. */
  private static final String NAMES =
      "(?i)(passw|secret|token|credential|(api|access|private)[._-]?key)";

  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Pattern ASSIGNMENT = Pattern.compile(NAMES + "\\w*\\s*[=:]");

  private Secrets() {}

  /** Whether a name that speaks of a secret stands in front of a value, or of one in a string. */
  static boolean isIn(String text) {
    String name = "";
    boolean isJoined = false;
    for (Lexeme lexeme : Lexemes.of(text)) {
      boolean isString = lexeme.kind() == Kind.STRING;
      boolean isValue = isString || lexeme.isSymbol("=") || lexeme.isSymbol("=>");
      if (isValue && NAME.matcher(name).find()
          || isString && ASSIGNMENT.matcher(lexeme.image()).find()) {
        return true;
      }
      boolean isJoint = lexeme.isSymbol(".") || lexeme.isSymbol("-");
      name = isJoint || isJoined ? name + lexeme.image() : lexeme.image();
      isJoined = isJoint;
    }
    return false;
  }
}
