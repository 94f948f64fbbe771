package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.engine.Told;
import io.quern.cli.output.Result;
import io.quern.cli.output.ResultRows;
import io.quern.planner.script.ScriptException;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TRowSet;

/** One statement at a server, and its result. Confined to one thread. */
final class RemoteStatement implements Result {
  private static final String NOTE = "note: ";

  private final RemoteClient client;
  private final TOperationHandle handle;
  private final RemotePlace place;
  private boolean hasRows;
  private boolean cancelled;

  private RemoteStatement(RemoteClient client, TOperationHandle handle, RemotePlace place) {
    this.client = requireNonNull(client, "client is null");
    this.handle = requireNonNull(handle, "handle is null");
    this.place = requireNonNull(place, "place is null");
  }

  /**
   * Runs it until its first rows are there.
   *
   * @throws ScriptException where it fails, or the thread is interrupted
   */
  static RemoteStatement run(RemoteClient client, RemotePlace place, Told told)
      throws ScriptException {
    try {
      RemoteStatement statement =
          new RemoteStatement(client, client.execute(place.statement().text()), place);
      statement.await(told);
      return statement;
    } catch (QuernException e) {
      throw place.failure(e);
    }
  }

  private void await(Told told) {
    TGetOperationStatusResp status;
    do {
      cancelIfInterrupted();
      status = client.status(handle);
      client.log(handle).forEach(line -> tell(line, told));
    } while (isRunning(status.getOperationState()));
    hasRows = status.isHasResultSet();
    if (status.getOperationState() != TOperationState.FINISHED_STATE) {
      client.close(handle);
      throw RemoteFailure.of(status.getErrorMessage(), status.getSqlState());
    }
  }

  private static void tell(String line, Told told) {
    if (line.startsWith(NOTE)) {
      told.onNote(line.substring(NOTE.length()));
    } else {
      told.onLine(line);
    }
  }

  private static boolean isRunning(TOperationState state) {
    return state == TOperationState.PENDING_STATE
        || state == TOperationState.INITIALIZED_STATE
        || state == TOperationState.RUNNING_STATE;
  }

  private void cancelIfInterrupted() {
    if (Thread.interrupted() && !cancelled) {
      cancelled = true;
      client.cancel(handle);
    }
  }

  boolean hasRows() {
    return hasRows;
  }

  @Override
  public void read(Consumer<ResultRows> reader) throws ScriptException {
    try {
      reader.accept(new RemoteRows(client.columns(handle).getColumns(), this::fetch));
      client.close(handle);
    } catch (QuernException e) {
      throw place.failure(e);
    }
  }

  private TRowSet fetch(long most) {
    if (Thread.interrupted()) {
      client.close(handle);
      throw new QuernException(ErrorCode.CANCELLED, "The statement was cancelled");
    }
    return client.rows(handle, most);
  }

  @Override
  public void compute() throws ScriptException {
    read(
        rows -> {
          Iterator<String[]> all = rows.texts(ResultRows.ALL);
          while (all.hasNext()) {
            all.next();
          }
        });
  }

  /** Drops it, where nobody reads it. */
  void close() {
    client.close(handle);
  }
}
