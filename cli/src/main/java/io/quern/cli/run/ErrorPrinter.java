package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.cli.output.DisplayText;
import io.quern.cli.output.Screen;
import io.quern.planner.script.ScriptText;
import java.io.PrintStream;
import java.util.List;

/** Tells a failure: code and place, the offending line with a caret, what to do. */
public final class ErrorPrinter {
  private static final int MAX_LINE = 160;
  private static final String INDENT = "  ";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final PrintStream err;
  private final Screen screen;
  private final boolean debug;

  /**
   * @param screen that {@code err} is
   * @param debug whether to add the stack trace
   */
  public ErrorPrinter(PrintStream err, Screen screen, boolean debug) {
    this.err = requireNonNull(err, "err is null");
    this.screen = requireNonNull(screen, "screen is null");
    this.debug = debug;
  }

  /** A failure outside of any text. */
  public void print(QuernException error) {
    err.println(screen.alarming(error.headline()));
    printRest(error);
  }

  /**
   * A failure in a text.
   *
   * @param script that the error's place is in
   * @param run the text that was run: {@code script}, or one that includes it
   */
  public void print(QuernException error, ScriptText script, ScriptText run) {
    err.println(screen.alarming(error.headline()));
    error.position().ifPresent(position -> printLine(script.text(), position));
    if (!script.equals(run)) {
      err.println("in script: " + script.name());
    }
    printRest(error);
  }

  private void printRest(QuernException error) {
    error.hint().ifPresent(hint -> err.println("hint: " + hint));
    if (debug) {
      error.printStackTrace(err);
    }
  }

  /** The line as typed, cut around the place where it is long. */
  private void printLine(String text, SourcePosition position) {
    String bare = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    List<String> lines = List.of(bare.split("\n", -1));
    if (position.line() > lines.size()) {
      return;
    }
    String line = lines.get(position.line() - 1);
    int caret = Math.min(position.column() - 1, line.length());
    int from = Math.max(0, Math.min(caret - MAX_LINE / 2, line.length() - MAX_LINE));
    int to = Math.min(line.length(), from + MAX_LINE);
    err.println(INDENT + DisplayText.blanked(line.substring(from, to)).stripTrailing());
    String before = DisplayText.blanked(line.substring(from, caret));
    err.println(INDENT + " ".repeat(DisplayText.width(before)) + screen.alarming("^"));
  }
}
