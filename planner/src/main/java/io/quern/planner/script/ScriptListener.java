package io.quern.planner.script;

/** What a front end does with results. Called on the thread that runs the script. */
@FunctionalInterface
public interface ScriptListener {
  /** A statement has a result with at least one column. */
  void onResult(StatementResult result) throws ScriptException;
}
