package io.quern.cli.server.session;

import io.quern.cli.server.rows.WireColumns;
import java.time.Duration;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TRowSet;

/** Something with a result that a client has asked for. Thread-safe. */
public interface Operation {
  Handle handle();

  OperationStatus status();

  /** The same once it is final, or after {@code patience}. */
  OperationStatus await(Duration patience);

  /** Columns of the result. */
  WireColumns columns();

  /**
   * The next rows; fewer than asked for, and none at the end.
   *
   * @param fromStart from the first row on, instead of behind those fetched before
   * @throws io.quern.api.QuernException where rows cannot be computed
   */
  TRowSet fetch(boolean fromStart, long most);

  /** What it has said that was not fetched yet, or all of it. */
  List<String> log(boolean fromStart, long most);

  /** Stops it; returns at once. */
  void cancel();

  /** Stops it and drops its result. */
  void close();
}
