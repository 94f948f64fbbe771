package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.cli.complete.Names;
import io.quern.cli.engine.Engine;
import io.quern.cli.engine.RunningWork;
import io.quern.cli.engine.Told;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptText;
import io.quern.planner.script.StatementLoop;
import java.util.function.Predicate;

/**
 * A session at a server. Scripts are split here, and each statement is sent as it is typed:
 * variables, views and included files are the server's.
 */
public final class RemoteEngine implements Engine {
  private final RemoteClient client;

  private RemoteEngine(RemoteClient client) {
    this.client = requireNonNull(client, "client is null");
  }

  /**
   * Connects.
   *
   * @throws QuernException where there is no server, or it does not let this client in
   */
  public static RemoteEngine connect(RemoteUrl url) {
    return new RemoteEngine(RemoteClient.connect(url));
  }

  /** The thread is interrupted by {@code work}; that is enough. */
  @Override
  public void enter(RunningWork work) {}

  @Override
  public void run(ScriptText script, Predicate<ScriptException> goesOn, Told told)
      throws ScriptException {
    StatementLoop.run(script, goesOn, statement -> run(new RemotePlace(script, statement), told));
  }

  private void run(RemotePlace place, Told told) throws ScriptException {
    RemoteStatement statement = RemoteStatement.run(client, place, told);
    if (statement.hasRows()) {
      told.onResult(statement);
    } else {
      statement.close();
    }
  }

  @Override
  public Names names() {
    return new RemoteNames(client);
  }

  @Override
  public void leaveQuietly() {}

  @Override
  public void close() {
    client.close();
  }
}
