package io.quern.cli.output;

import io.quern.planner.script.ScriptException;
import java.util.function.Consumer;

/** What a statement returns. Its rows are computed when it is read. Confined to one thread. */
public interface Result {
  /**
   * Hands the rows to {@code reader}.
   *
   * @throws ScriptException what fails while reading, told with the statement's place
   */
  void read(Consumer<ResultRows> reader) throws ScriptException;

  /** Computes rows that nobody reads, so that a failure is not missed; a view's are left alone. */
  void compute() throws ScriptException;
}
