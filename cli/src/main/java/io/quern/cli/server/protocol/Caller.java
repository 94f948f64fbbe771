package io.quern.cli.server.protocol;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.session.ClientSession;
import io.quern.cli.server.session.ClientSessions;
import io.quern.cli.server.session.Handle;
import io.quern.cli.server.session.Operation;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TSessionHandle;

/**
 * Who calls, and the sessions as he sees them: his own. Thread-safe.
 *
 * @param user as authenticated
 */
record Caller(ClientSessions sessions, String user) {
  Caller {
    requireNonNull(sessions, "sessions is null");
    requireNonNull(user, "user is null");
  }

  Handle open(Map<String, String> settings) {
    return sessions.open(user, settings).handle();
  }

  ClientSession session(TSessionHandle handle) {
    return sessions.find(Handle.of(handle.getSessionId()), user);
  }

  Operation operation(TOperationHandle handle) {
    return sessions.findOperation(Handle.of(handle.getOperationId()), user);
  }

  void close(Handle session) {
    sessions.close(session, user);
  }

  void closeOperation(Handle operation) {
    sessions.closeOperation(operation, user);
  }
}
