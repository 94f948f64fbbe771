package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.Lexer.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${name}</code> in one statement, in strings and quoted names too, but not in
 * comments. Thread-safe where the lookup is.
 *
 * <p>As in Spark, a value may hold variables itself, the prefixes {@code env} and {@code system}
 * mean the environment and the system properties, {@code spark}, {@code sparkconf}, {@code hivevar}
 * and {@code hiveconf} mean a setting, no blank may stand inside, and there is no escape. Unlike in
 * Spark, an unknown variable is an error, where Spark puts the empty text.
 */
public final class VariableSubstitution {
  /** The shortest text without blanks between the braces, as Spark's own expression. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:(\\w+):)?(\\S+?)\\}");

  /** For values made of other values; a plain value may have any length. */
  private static final int MAX_VALUE_LENGTH = 10_000_000;

  private final Function<String, Optional<String>> lookup;
  private final Collection<String> names;

  /**
   * A substitution of the variables that {@code lookup} knows.
   *
   * @param lookup the value of a name, without prefix
   * @param names candidates for the hint on an unknown variable
   */
  public VariableSubstitution(Function<String, Optional<String>> lookup, Collection<String> names) {
    this.lookup = requireNonNull(lookup, "lookup is null");
    this.names = List.copyOf(names);
  }

  /**
   * The text with the value of every variable.
   *
   * @throws QuernException NAME, at the variable, where it is unknown, holds itself, or stands for
   *     an absurdly long text
   */
  public SubstitutedText substitute(String text) {
    StringBuilder result = new StringBuilder(text.length());
    List<SubstitutedText.Replacement> replacements = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    Matcher reference = REFERENCE.matcher(text);
    Comments comments = new Comments(text);
    int copied = 0;
    int from = text.indexOf("${");
    while (from >= 0 && reference.find(from)) {
      if (comments.contain(reference.start())) {
        from = reference.start() + 1;
        continue;
      }
      result.append(text, copied, reference.start());
      int start = result.length();
      result.append(valueAt(reference, text, values));
      replacements.add(
          new SubstitutedText.Replacement(
              start, result.length(), reference.start(), reference.end()));
      copied = reference.end();
      from = copied;
    }
    result.append(text, copied, text.length());
    return new SubstitutedText(text, result.toString(), replacements);
  }

  private String valueAt(Matcher reference, String text, Map<String, String> values) {
    try {
      return value(reference.toMatchResult(), List.of(), values);
    } catch (QuernException e) {
      throw e.at(SourcePosition.ofOffset(text, reference.start()));
    }
  }

  /**
   * The value of a variable, in which variables are replaced.
   *
   * @param within the variables whose values are being read, outermost first
   * @param values of the variables read before: without them, values that hold each other twice
   *     would take exponential time
   */
  private String value(MatchResult reference, List<String> within, Map<String, String> values) {
    String prefix = reference.group(1);
    String name = prefix == null ? reference.group(2) : prefix + ":" + reference.group(2);
    if (values.containsKey(name)) {
      return values.get(name);
    }
    if (within.contains(name)) {
      throw new QuernException(ErrorCode.NAME, "Variable '" + name + "' holds itself");
    }
    List<String> chain = new ArrayList<>(within);
    chain.add(name);
    StringBuilder value = new StringBuilder();
    Matcher nested =
        REFERENCE.matcher(find(prefix, reference.group(2), name).orElseThrow(() -> unknown(name)));
    while (nested.find()) {
      nested.appendReplacement(value, "");
      value.append(value(nested.toMatchResult(), chain, values));
      if (value.length() > MAX_VALUE_LENGTH) {
        throw new QuernException(
            ErrorCode.NAME,
            "Variable '%s' stands for more than %d characters".formatted(name, MAX_VALUE_LENGTH));
      }
    }
    values.put(name, nested.appendTail(value).toString());
    return value.toString();
  }

  private Optional<String> find(String prefix, String name, String fullName) {
    return switch (prefix == null ? "spark" : prefix) {
      case "spark", "sparkconf", "hivevar", "hiveconf" -> lookup.apply(name);
      case "env" -> Optional.ofNullable(System.getenv(name));
      case "system" -> Optional.ofNullable(System.getProperty(name));
      default -> lookup.apply(fullName);
    };
  }

  private QuernException unknown(String name) {
    QuernException error = new QuernException(ErrorCode.NAME, "Unknown variable '" + name + "'");
    return NearestName.hint(name, names).map(error::withHint).orElse(error);
  }

  /** Where the comments of a statement are; to be asked for ascending offsets. */
  private static final class Comments {
    private final StatementLexer lexer;

    Comments(String text) {
      this.lexer = new StatementLexer(text, 0);
      lexer.next();
    }

    /** Whether {@code offset}, which is no blank, lies in a comment. */
    boolean contain(int offset) {
      Lexer lexeme = lexer.lexeme();
      while (lexeme.kind() != Kind.END && lexeme.end() <= offset) {
        lexer.next();
      }
      return offset < lexeme.start() || lexeme.kind() == Kind.COMMENT;
    }
  }
}
