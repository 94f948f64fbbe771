package io.quern.cli.engine;

import io.quern.cli.complete.Names;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptText;
import java.util.function.Predicate;

/**
 * Where statements run. One text at a time; {@link #names} may be asked for meanwhile, from another
 * thread.
 */
public interface Engine extends AutoCloseable {
  /** The calling thread is about to run a text, which {@code work} may stop. */
  void enter(RunningWork work);

  /**
   * Runs every statement of {@code script} in order.
   *
   * @param goesOn is told each failure and says whether the next statement runs
   * @throws ScriptException the failure that nothing follows
   */
  void run(ScriptText script, Predicate<ScriptException> goesOn, Told told) throws ScriptException;

  /** What there is to complete with; may take as long as the catalog does. */
  Names names();

  /** Somebody has stopped a text and leaves: what ends now may fail, and nobody wants to know. */
  void leaveQuietly();

  @Override
  void close();
}
