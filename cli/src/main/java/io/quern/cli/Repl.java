package io.quern.cli;

import static java.util.Objects.requireNonNull;

import io.quern.parser.Script;
import io.quern.parser.StatementSplitter;
import io.quern.planner.script.ScriptText;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.apache.spark.SparkContext;

/** Reads statements from a terminal and runs each as soon as its semicolon is there. */
final class Repl {
  private static final String PROMPT = "quern> ";
  private static final String CONTINUATION = "    -> ";

  private final Shell shell;
  private final Console console;
  private final PrintStream err;
  private final Interrupts interrupts;

  Repl(Shell shell, SparkContext context, Console console, PrintStream err) {
    this.shell = requireNonNull(shell, "shell is null");
    this.console = requireNonNull(console, "console is null");
    this.err = requireNonNull(err, "err is null");
    this.interrupts =
        Interrupts.install(context, () -> err.print("\nLeave with exit or Ctrl-D\n" + PROMPT));
  }

  ExitCode run() {
    BufferedReader lines = new BufferedReader(console.reader());
    err.println("Quern " + Versions.quern() + ". End a statement with ; and leave with exit");
    StringBuilder text = new StringBuilder();
    while (true) {
      console.printf("%s", text.isEmpty() ? PROMPT : CONTINUATION).flush();
      String line = readLine(lines);
      if (line == null || (text.isEmpty() && isExit(line))) {
        return ExitCode.OK;
      }
      text.append(line).append('\n');
      if (isComplete(text.toString())) {
        run(text.toString());
        text.setLength(0);
      }
    }
  }

  /** Whether there is nothing more to come: the last statement has its semicolon. */
  private static boolean isComplete(String text) {
    return StatementSplitter.scan(text).ending() == Script.Ending.TERMINATED;
  }

  private void run(String text) {
    interrupts.begin();
    try {
      shell.run(new ScriptText("statement", text), interrupts::happened);
    } finally {
      interrupts.end();
    }
  }

  private static boolean isExit(String line) {
    String word = line.strip().replace(";", "");
    return word.equalsIgnoreCase("exit") || word.equalsIgnoreCase("quit");
  }

  private static String readLine(BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
