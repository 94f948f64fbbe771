package io.quern.cli;

import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptListener;
import io.quern.planner.script.StatementResult;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Prints results on standard output: each as it comes, or, for programs, only the last one. A
 * result that is not printed is computed all the same, so that its failure is not missed; a view is
 * not, for who reads it will see.
 */
final class Results implements ScriptListener {
  private final PrintStream out;
  private final ResultFormat format;
  private final boolean all;
  private Optional<StatementResult> held = Optional.empty();
  private boolean printed;

  Results(PrintStream out, ResultFormat format, boolean all) {
    this.out = out;
    this.format = format;
    this.all = all;
  }

  @Override
  public void onResult(StatementResult result) throws ScriptException {
    if (all) {
      print(result);
      return;
    }
    if (held.isPresent() && !held.get().isView()) {
      held.get().read(rows -> rows.write().format("noop").mode("overwrite").save());
    }
    held = Optional.of(result);
  }

  /** The script is at its end: prints what was held back. */
  void finish() throws ScriptException {
    if (held.isPresent()) {
      print(held.get());
      held = Optional.empty();
    }
  }

  private void print(StatementResult result) throws ScriptException {
    if (printed && format != ResultFormat.JSON) { // an empty line is no JSON object
      out.println();
    }
    result.read(rows -> format.writer().write(rows, out));
    out.flush();
    printed = true;
  }
}
