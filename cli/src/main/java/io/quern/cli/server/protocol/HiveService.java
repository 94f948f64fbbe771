package io.quern.cli.server.protocol;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.server.metadata.Metadata;
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
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.hive.service.rpc.thrift.TStatus;

/**
 * The calls of one connection. Failures are told in the status of the answer, never as Thrift's
 * exceptions. Confined to the connection's thread.
 */
public final class HiveService extends MissingCalls {
  /** The first version with results in columns. */
  private static final TProtocolVersion OLDEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;

  private static final TProtocolVersion NEWEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V11;

  /**
   * How long a question for the status waits for the end. Drivers ask again at once, and let
   * nothing else through meanwhile: neither a cancel nor a look at the log.
   */
  private static final Duration POLL = Duration.ofMillis(50);

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final long MOST_ROWS = 10_000;
  private static final short LOG = 1;

  private final ClientSessions sessions;
  private final ServerInfo info;
  private final String user;
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
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.info = requireNonNull(info, "info is null");
    this.user = requireNonNull(user, "user is null");
  }

  /** The client has gone, in whatever way: ends what it has left. Any thread. */
  public void abandon() {
    Set<Handle> left;
    synchronized (opened) {
      left = Set.copyOf(opened);
      opened.clear();
    }
    left.forEach(handle -> sessions.close(handle, user));
  }

  private ClientSession session(TSessionHandle handle) {
    return sessions.find(Handle.of(handle.getSessionId()), user);
  }

  private Operation operation(TOperationHandle handle) {
    return sessions.findOperation(Handle.of(handle.getOperationId()), user);
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
          Handle handle = sessions.open(user, settings).handle();
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
          sessions.close(handle, user);
        });
    return response;
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    TGetInfoResp response = new TGetInfoResp();
    response.setInfoValue(TGetInfoValue.stringValue(""));
    Calls.run(
        response::setStatus,
        () -> {
          ClientSession ignored = session(request.getSessionHandle());
          response.setInfoValue(info.answer(request.getInfoType()));
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
              session(request.getSessionHandle())
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
      sessions.closeOperation(statement.handle(), user);
      throw new Calls.FailedCall(status.failure().get());
    }
    return status.hasRows();
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    TGetOperationStatusResp response = new TGetOperationStatusResp();
    Calls.run(
        response::setStatus,
        () -> {
          OperationStatus status = operation(request.getOperationHandle()).await(POLL);
          response.setOperationState(status.state());
          response.setHasResultSet(status.hasRows());
          response.setOperationStarted(status.began());
          response.setOperationCompleted(status.ended());
          response.setTaskStatus("[]");
          status
              .failure()
              .ifPresent(
                  failure -> {
                    response.setErrorMessage(failure.message());
                    response.setSqlState(failure.sqlState());
                    response.setErrorCode(0);
                  });
        });
    return response;
  }

  @Override
  public TCancelOperationResp CancelOperation(TCancelOperationReq request) {
    TCancelOperationResp response = new TCancelOperationResp();
    Calls.run(response::setStatus, () -> operation(request.getOperationHandle()).cancel());
    return response;
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    TCloseOperationResp response = new TCloseOperationResp();
    Calls.run(
        response::setStatus,
        () ->
            sessions.closeOperation(
                Handle.of(request.getOperationHandle().getOperationId()), user));
    return response;
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    TGetResultSetMetadataResp response = new TGetResultSetMetadataResp();
    Calls.run(
        response::setStatus,
        () -> response.setSchema(operation(request.getOperationHandle()).columns().schema()));
    return response;
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    TFetchResultsResp response = new TFetchResultsResp();
    Calls.run(
        response::setStatus,
        () -> {
          Operation operation = operation(request.getOperationHandle());
          boolean fromStart = fromStart(request.getOrientation());
          long most = Math.max(1, Math.min(request.getMaxRows(), MOST_ROWS));
          boolean isLog = request.getFetchType() == LOG;
          TRowSet rows =
              isLog ? LogRows.of(operation.log(fromStart, most)) : operation.fetch(fromStart, most);
          response.setResults(rows);
          response.setHasMoreRows(false); // drivers fetch until nothing comes
        });
    return response;
  }

  private static boolean fromStart(TFetchOrientation orientation) {
    return switch (orientation) {
      case FETCH_FIRST -> true;
      case FETCH_NEXT -> false;
      default ->
          throw new QuernException(ErrorCode.PARSE, "Rows are fetched forward only")
              .withHint("FETCH_NEXT and FETCH_FIRST are what there is");
    };
  }

  /** One of {@link Metadata}'s answers. */
  private interface Question {
    Operation ask(ClientSession session);
  }

  private void ask(
      TSessionHandle session,
      TOperationType type,
      Consumer<TStatus> status,
      Consumer<TOperationHandle> handle,
      Question question) {
    Calls.run(
        status,
        () ->
            handle.accept(
                new TOperationHandle(
                    question.ask(session(session)).handle().identifier(), type, true)));
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    TGetTypeInfoResp response = new TGetTypeInfoResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TYPE_INFO,
        response::setStatus,
        response::setOperationHandle,
        Metadata::types);
    return response;
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    TGetCatalogsResp response = new TGetCatalogsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_CATALOGS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::catalogs);
    return response;
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    TGetSchemasResp response = new TGetSchemasResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_SCHEMAS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.schemas(session, request));
    return response;
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    TGetTablesResp response = new TGetTablesResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TABLES,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.tables(session, request));
    return response;
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    TGetTableTypesResp response = new TGetTableTypesResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TABLE_TYPES,
        response::setStatus,
        response::setOperationHandle,
        Metadata::tableTypes);
    return response;
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    TGetColumnsResp response = new TGetColumnsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_COLUMNS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.columns(session, request));
    return response;
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    TGetFunctionsResp response = new TGetFunctionsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.functions(session, request));
    return response;
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    TGetPrimaryKeysResp response = new TGetPrimaryKeysResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::primaryKeys);
    return response;
  }

  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    TGetCrossReferenceResp response = new TGetCrossReferenceResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::crossReference);
    return response;
  }

  @Override
  public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) {
    return new TGetQueryIdResp(
        Handle.of(request.getOperationHandle().getOperationId()).id().toString());
  }

  /** Applications tell their names; nobody asks for them. */
  @Override
  public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
    TSetClientInfoResp response = new TSetClientInfoResp();
    Calls.run(
        response::setStatus,
        () -> {
          ClientSession ignored = session(request.getSessionHandle());
        });
    return response;
  }
}
