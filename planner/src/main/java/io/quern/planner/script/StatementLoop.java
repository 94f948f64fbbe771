package io.quern.planner.script;

import io.quern.api.QuernException;
import io.quern.parser.Statement;
import io.quern.parser.StatementSplitter;
import java.util.List;
import java.util.function.Predicate;

/**
 * The statements of a script one behind the other, wherever they run: what goes on behind a failure
 * is decided here only. Stateless.
 */
public final class StatementLoop {
  private StatementLoop() {}

  /** What is done with each statement. */
  @FunctionalInterface
  public interface Work {
    void run(Statement statement) throws ScriptException;
  }

  /**
   * Does {@code work} with every statement of {@code script} in order.
   *
   * @param goesOn is told each failure and says whether the next statement runs
   * @throws ScriptException the failure that nothing follows, or where the text cannot be split
   */
  public static void run(ScriptText script, Predicate<ScriptException> goesOn, Work work)
      throws ScriptException {
    for (Statement statement : split(script)) {
      try {
        work.run(statement);
      } catch (ScriptException e) {
        if (!goesOn.test(e)) {
          throw e;
        }
      }
    }
  }

  private static List<Statement> split(ScriptText script) throws ScriptException {
    try {
      return StatementSplitter.split(script.text());
    } catch (QuernException e) {
      throw new ScriptException(e, script);
    }
  }
}
