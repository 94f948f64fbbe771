package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import java.util.Optional;
import org.apache.hive.service.rpc.thrift.TOperationState;

/**
 * How far an operation is.
 *
 * @param failure why it has not finished, where it has ended otherwise
 * @param hasRows whether there are rows to fetch; false until it has finished
 * @param began in milliseconds of the epoch; 0 while it waits
 * @param ended the same; 0 while it runs
 */
public record OperationStatus(
    TOperationState state, Optional<Failure> failure, boolean hasRows, long began, long ended) {
  public OperationStatus {
    requireNonNull(state, "state is null");
    requireNonNull(failure, "failure is null");
  }

  /**
   * A failure as clients are told.
   *
   * @param message code, place and hint included
   */
  public record Failure(String message, String sqlState) {
    /** The failure of a call that belongs to no text. */
    public static Failure of(QuernException error) {
      return of(error, "");
    }

    static Failure of(QuernException error, String script) {
      StringBuilder message = new StringBuilder(error.headline());
      if (!script.isEmpty()) {
        message.append("\nin script: ").append(script);
      }
      error.hint().ifPresent(hint -> message.append("\nhint: ").append(hint));
      return new Failure(message.toString(), error.code().sqlState());
    }
  }

  /** Whether it will not change any more. */
  public boolean isFinal() {
    return state != TOperationState.PENDING_STATE && state != TOperationState.RUNNING_STATE;
  }
}
