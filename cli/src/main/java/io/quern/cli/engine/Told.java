package io.quern.cli.engine;

import io.quern.api.TrainingListener;
import io.quern.cli.output.Result;
import io.quern.planner.script.ScriptException;

/** What an engine tells while a text runs: results on the calling thread, the rest from any. */
public interface Told extends TrainingListener {
  /** A statement has a result with at least one column. */
  void onResult(Result result) throws ScriptException;

  /** Something beside the result: one sentence without a full stop. */
  void onNote(String note);

  /** A line of progress that somebody else has worded. */
  void onLine(String line);
}
