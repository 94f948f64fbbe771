package io.quern.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.thrift.FramedTransport;
import io.quern.cli.thrift.SaslMessages;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;

/**
 * A session at a server, by name and password. One call at a time; a call that another thread is in
 * is waited for.
 */
public final class RemoteClient implements AutoCloseable {
  private static final String ANONYMOUS = "anonymous";
  private static final short ROWS = 0;
  private static final short LOG = 1;
  private static final long LOG_LINES = 1000;

  private final RemoteUrl url;
  private final Socket socket;
  private final TCLIService.Client calls;
  private TSessionHandle session;

  private RemoteClient(RemoteUrl url, Socket socket, TCLIService.Client calls) {
    this.url = requireNonNull(url, "url is null");
    this.socket = requireNonNull(socket, "socket is null");
    this.calls = requireNonNull(calls, "calls is null");
  }

  /**
   * Opens a session.
   *
   * @throws QuernException where there is no server, or it does not let this client in
   */
  public static RemoteClient connect(RemoteUrl url) {
    Socket socket = RemoteSockets.connect(url);
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      authenticate(url, new SaslMessages(in, out));
      TBinaryProtocol protocol = new TBinaryProtocol(new FramedTransport(in, out));
      RemoteClient client = new RemoteClient(url, socket, new TCLIService.Client(protocol));
      client.open();
      return client;
    } catch (IOException e) {
      RemoteSockets.closeQuietly(socket);
      throw new QuernException(
          ErrorCode.CONFIG, "Cannot connect to %s: %s".formatted(url, e.getMessage()), e);
    } catch (QuernException e) {
      RemoteSockets.closeQuietly(socket);
      throw e;
    }
  }

  private static void authenticate(RemoteUrl url, SaslMessages messages) throws IOException {
    String user = url.option("user").orElse(ANONYMOUS);
    String password = url.option("password").orElse(ANONYMOUS);
    messages.write(SaslMessages.START, "PLAIN".getBytes(UTF_8));
    messages.write(SaslMessages.COMPLETE, ("\0" + user + "\0" + password).getBytes(UTF_8));
    SaslMessages.Message answer = messages.read();
    if (answer.status() != SaslMessages.COMPLETE) {
      throw new QuernException(
          ErrorCode.AUTH,
          "The server refuses '%s': %s".formatted(user, new String(answer.payload(), UTF_8)));
    }
  }

  private void open() {
    TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V11);
    request.setConfiguration(url.settings());
    TOpenSessionResp response = call(() -> calls.OpenSession(request));
    check(response.getStatus());
    session = response.getSessionHandle();
  }

  /** Begins a statement. */
  public TOperationHandle execute(String text) {
    TExecuteStatementReq request = new TExecuteStatementReq(session, text);
    request.setRunAsync(true);
    TExecuteStatementResp response = call(() -> calls.ExecuteStatement(request));
    check(response.getStatus());
    return response.getOperationHandle();
  }

  /** How far a statement is; the server waits a little for its end. */
  public TGetOperationStatusResp status(TOperationHandle statement) {
    TGetOperationStatusResp response =
        call(() -> calls.GetOperationStatus(new TGetOperationStatusReq(statement)));
    check(response.getStatus());
    return response;
  }

  /** What a statement has said since it was asked last. */
  public List<String> log(TOperationHandle statement) {
    TRowSet lines = fetch(statement, LOG, LOG_LINES);
    return lines.getColumns().get(0).getStringVal().getValues();
  }

  public TTableSchema columns(TOperationHandle statement) {
    TGetResultSetMetadataResp response =
        call(() -> calls.GetResultSetMetadata(new TGetResultSetMetadataReq(statement)));
    check(response.getStatus());
    return response.getSchema();
  }

  /** The next rows of a statement, none at the end. */
  public TRowSet rows(TOperationHandle statement, long most) {
    return fetch(statement, ROWS, most);
  }

  private TRowSet fetch(TOperationHandle statement, short type, long most) {
    TFetchResultsReq request = new TFetchResultsReq(statement, TFetchOrientation.FETCH_NEXT, most);
    request.setFetchType(type);
    TFetchResultsResp response = call(() -> calls.FetchResults(request));
    check(response.getStatus());
    return response.getResults();
  }

  /** Stops a statement; its status tells when it has ended. */
  public void cancel(TOperationHandle statement) {
    check(call(() -> calls.CancelOperation(new TCancelOperationReq(statement))).getStatus());
  }

  /** Drops a statement and its rows. */
  public void close(TOperationHandle statement) {
    check(call(() -> calls.CloseOperation(new TCloseOperationReq(statement))).getStatus());
  }

  /** A call of Thrift's. */
  private interface Call<T> {
    T run() throws TException;
  }

  private synchronized <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (TException e) {
      throw new QuernException(ErrorCode.CLUSTER, "The connection to %s is lost".formatted(url), e);
    }
  }

  private static void check(TStatus status) {
    if (status.getStatusCode() != TStatusCode.SUCCESS_STATUS
        && status.getStatusCode() != TStatusCode.SUCCESS_WITH_INFO_STATUS) {
      throw RemoteFailure.of(status.getErrorMessage(), status.getSqlState());
    }
  }

  /** Ends the session, if the server is still there. */
  @Override
  public void close() {
    try {
      check(call(() -> calls.CloseSession(new TCloseSessionReq(session))).getStatus());
    } catch (QuernException e) {
      // It goes with the connection.
    } finally {
      RemoteSockets.closeQuietly(socket);
    }
  }

  /** Goes without a word. */
  public void abandon() {
    RemoteSockets.closeQuietly(socket);
  }
}
