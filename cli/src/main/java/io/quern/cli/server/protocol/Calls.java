package io.quern.cli.server.protocol;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.server.session.OperationStatus.Failure;
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a call ends: well, or with a status that tells the failure. Stateless. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private Calls() {}

  /** What a call does beside setting its status. */
  @FunctionalInterface
  interface Work {
    void run();
  }

  /** A call failed as its operation did. */
  static final class FailedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    FailedCall(Failure failure) {
      super(failure.message());
      this.failure = failure;
    }
  }

  static void run(Consumer<TStatus> status, Work work) {
    try {
      work.run();
      status.accept(new TStatus(TStatusCode.SUCCESS_STATUS));
    } catch (FailedCall e) {
      status.accept(failed(e.failure));
    } catch (QuernException e) {
      status.accept(failed(Failure.of(e)));
    } catch (RuntimeException | Error e) { // a defect ends the call, not the connection
      LOG.warn("A call failed", e);
      status.accept(failed(Failure.of(new QuernException(ErrorCode.INTERNAL, e.toString(), e))));
    }
  }

  static TStatus failed(Failure failure) {
    TStatus status = new TStatus(TStatusCode.ERROR_STATUS);
    status.setErrorMessage(failure.message());
    status.setSqlState(failure.sqlState());
    return status;
  }

  static TStatus unsupported(String what) {
    return failed(
        new Failure(
            new QuernException(ErrorCode.PARSE, what + " is not supported").headline(), "0A000"));
  }
}
