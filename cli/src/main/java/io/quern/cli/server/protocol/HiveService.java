package io.quern.cli.server.protocol;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.server.metadata.ServerInfo;
import io.quern.cli.server.session.ClientSession;
import io.quern.cli.server.session.ClientSessions;
import io.quern.cli.server.session.Handle;
import io.quern.cli.server.session.Operation;
import io.quern.cli.server.session.OperationStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;

/**
 * All calls of one connection; those here open sessions and begin statements. Failures are told in
 * the status of the answer, never as Thrift's exceptions. Confined to the connection's thread.
 */
public final class HiveService extends OperationCalls {
  /** The first version with results in columns. */
  private static final TProtocolVersion OLDEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;

  private static final TProtocolVersion NEWEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V11;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final Set<Handle> opened = new HashSet<>();

  /**
   * Whether the client looks for rows where the handle of a statement, which may have just begun,
   * promises some. Old ones do, pyhive among them; later ones ask the status.
   */
  private boolean believesHandles;

  /**
   * @param user as authenticated
   */
  public HiveService(ClientSessions sessions, ServerInfo info, String user) {
    this(new Caller(sessions, user), info);
  }

  private HiveService(Caller caller, ServerInfo info) {
    super(caller, info);
  }

  /** The client has gone, in whatever way: ends what it has left. Any thread. */
  public void abandon() {
    Set<Handle> left;
    synchronized (opened) {
      left = Set.copyOf(opened);
      opened.clear();
    }
    left.forEach(caller::close);
  }

  @Override
  public TOpenSessionResp OpenSession(TOpenSessionReq request) {
    TOpenSessionResp response = new TOpenSessionResp();
    response.setServerProtocolVersion(NEWEST);
    Calls.run(
        response::setStatus,
        () -> {
          TProtocolVersion version = version(request.getClient_protocol());
          response.setServerProtocolVersion(version);
          believesHandles = version == OLDEST;
          Map<String, String> settings =
              request.getConfiguration() == null ? Map.of() : request.getConfiguration();
          Handle handle = caller.open(settings);
          synchronized (opened) {
            opened.add(handle);
          }
          response.setSessionHandle(new TSessionHandle(handle.identifier()));
          response.setConfiguration(Map.of());
        });
    return response;
  }

  private static TProtocolVersion version(TProtocolVersion client) {
    // Null is one that is newer than this program.
    TProtocolVersion asked = client == null ? NEWEST : client;
    if (asked.getValue() < OLDEST.getValue()) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "The client speaks %s; %s is the oldest that will do".formatted(asked, OLDEST));
    }
    return asked;
  }

  @Override
  public TCloseSessionResp CloseSession(TCloseSessionReq request) {
    TCloseSessionResp response = new TCloseSessionResp();
    Calls.run(
        response::setStatus,
        () -> {
          Handle handle = Handle.of(request.getSessionHandle().getSessionId());
          synchronized (opened) {
            opened.remove(handle);
          }
          caller.close(handle);
        });
    return response;
  }

  @Override
  public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) {
    TExecuteStatementResp response = new TExecuteStatementResp();
    Calls.run(
        response::setStatus,
        () -> {
          Operation statement =
              caller
                  .session(request.getSessionHandle())
                  .execute(request.getStatement(), timeout(request.getQueryTimeout()));
          boolean hasRows = request.isRunAsync() ? believesHandles : awaitEnd(statement);
          response.setOperationHandle(
              new TOperationHandle(
                  statement.handle().identifier(), TOperationType.EXECUTE_STATEMENT, hasRows));
        });
    return response;
  }

  private static Optional<Duration> timeout(long seconds) {
    return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
  }

  /** Whether the statement has rows, once it has finished. */
  private boolean awaitEnd(Operation statement) {
    OperationStatus status = statement.await(FOR_EVER);
    if (status.failure().isPresent()) {
      caller.closeOperation(statement.handle());
      throw new Calls.FailedCall(status.failure().get());
    }
    return status.hasRows();
  }

  /** Applications tell their names; nobody asks for them. */
  @Override
  public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
    TSetClientInfoResp response = new TSetClientInfoResp();
    Calls.run(
        response::setStatus,
        () -> {
          ClientSession ignored = caller.session(request.getSessionHandle());
        });
    return response;
  }
}
