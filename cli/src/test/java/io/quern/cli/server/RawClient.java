package io.quern.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.thrift.FramedTransport;
import io.quern.cli.thrift.SaslMessages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;

/** The protocol without a driver, to do what drivers do not. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final TCLIService.Client calls;
  private final TSessionHandle session;
  private TOperationHandle begun;

  private RawClient(Socket socket, TCLIService.Client calls, TSessionHandle session) {
    this.socket = socket;
    this.calls = calls;
    this.session = session;
  }

  /** Opens a session; a refusal is thrown with the server's words. */
  static RawClient connect(int port) throws IOException, TException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    SaslMessages sasl = new SaslMessages(socket.getInputStream(), out);
    sasl.write(SaslMessages.START, "PLAIN".getBytes(UTF_8));
    sasl.write(SaslMessages.COMPLETE, "\0me\0word".getBytes(UTF_8));
    assertThat(sasl.read().status()).isEqualTo(SaslMessages.COMPLETE);
    TCLIService.Client calls =
        new TCLIService.Client(
            new TBinaryProtocol(new FramedTransport(socket.getInputStream(), out)));
    TOpenSessionResp opened =
        calls.OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    if (opened.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
      socket.close();
      throw new IOException(opened.getStatus().getErrorMessage());
    }
    return new RawClient(socket, calls, opened.getSessionHandle());
  }

  /** Runs a statement to its end, in one call. */
  void execute(String text) throws TException {
    TExecuteStatementResp response =
        calls.ExecuteStatement(new TExecuteStatementReq(session, text));
    assertThat(response.getStatus().getErrorMessage()).isNull();
  }

  /** Begins a statement. */
  void begin(String text) throws TException {
    TExecuteStatementReq request = new TExecuteStatementReq(session, text);
    request.setRunAsync(true);
    begun = calls.ExecuteStatement(request).getOperationHandle();
  }

  /** Calls and does not wait for the answer. */
  void sendSynchronously(String text) throws TException {
    calls.send_ExecuteStatement(new TExecuteStatementReq(session, text));
  }

  /** Lines that the statement begun has said since it was asked last. */
  List<String> log() throws TException {
    TFetchResultsReq request = new TFetchResultsReq(begun, TFetchOrientation.FETCH_NEXT, 100);
    request.setFetchType((short) 1);
    return calls.FetchResults(request).getResults().getColumns().get(0).getStringVal().getValues();
  }

  /** As a process that is killed: the system resets the connection. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
