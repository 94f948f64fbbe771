package io.quern.cli.server.protocol;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.server.metadata.ServerInfo;
import io.quern.cli.server.session.Handle;
import io.quern.cli.server.session.Operation;
import io.quern.cli.server.session.OperationStatus;
import java.time.Duration;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TRowSet;

/**
 * The calls about a statement, or another operation, that has begun: how far it is, its rows and
 * its log, its end. Confined to the connection's thread.
 */
abstract class OperationCalls extends MetadataCalls {
  /**
   * How long a question for the status waits for the end. Drivers ask again at once, and let
   * nothing else through meanwhile: neither a cancel nor a look at the log.
   */
  private static final Duration POLL = Duration.ofMillis(50);

  private static final long MOST_ROWS = 10_000;
  private static final short LOG = 1;

  OperationCalls(Caller caller, ServerInfo info) {
    super(caller, info);
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    TGetOperationStatusResp response = new TGetOperationStatusResp();
    Calls.run(
        response::setStatus,
        () -> {
          OperationStatus status = caller.operation(request.getOperationHandle()).await(POLL);
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
    Calls.run(response::setStatus, () -> caller.operation(request.getOperationHandle()).cancel());
    return response;
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    TCloseOperationResp response = new TCloseOperationResp();
    Calls.run(
        response::setStatus,
        () -> caller.closeOperation(Handle.of(request.getOperationHandle().getOperationId())));
    return response;
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    TGetResultSetMetadataResp response = new TGetResultSetMetadataResp();
    Calls.run(
        response::setStatus,
        () ->
            response.setSchema(caller.operation(request.getOperationHandle()).columns().schema()));
    return response;
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    TFetchResultsResp response = new TFetchResultsResp();
    Calls.run(
        response::setStatus,
        () -> {
          Operation operation = caller.operation(request.getOperationHandle());
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

  @Override
  public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) {
    return new TGetQueryIdResp(
        Handle.of(request.getOperationHandle().getOperationId()).id().toString());
  }
}
