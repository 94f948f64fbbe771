package io.quern.cli.server.session;

import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptListener;
import io.quern.planner.script.StatementResult;
import java.util.Optional;

/** Keeps the last result of a text. Confined to one thread. */
final class LastResult implements ScriptListener {
  private Optional<StatementResult> last = Optional.empty();

  @Override
  public void onResult(StatementResult result) throws ScriptException {
    if (last.isPresent()) {
      last.get().compute();
    }
    last = Optional.of(result);
  }

  Optional<StatementResult> result() {
    return last;
  }
}
