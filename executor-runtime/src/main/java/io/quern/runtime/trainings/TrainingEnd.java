package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/**
 * How a training ended.
 *
 * @param version committed; 0 for none
 * @param errorCode name of the {@link ErrorCode}; empty where nothing failed
 * @param errorMessage of the failure; empty where nothing failed
 */
public record TrainingEnd(int version, String errorCode, String errorMessage) {
  /** Of a training that has not ended. */
  static final TrainingEnd NONE = new TrainingEnd(0, "", "");

  public TrainingEnd {
    requireNonNull(errorCode, "errorCode is null");
    requireNonNull(errorMessage, "errorMessage is null");
  }

  /** Of a training that has committed a version. */
  static TrainingEnd committed(int version) {
    return new TrainingEnd(version, "", "");
  }

  /** Of a training that has failed; what Spark threw has no code of ours. */
  static TrainingEnd failed(Throwable failure) {
    String code = failure instanceof QuernException error ? error.code().name() : "SPARK";
    String message = String.valueOf(failure.getMessage());
    return new TrainingEnd(0, code, message.lines().findFirst().orElse(""));
  }

  /** The state that it leads to. */
  TrainingState state() {
    if (errorCode.isEmpty()) {
      return TrainingState.FINISHED;
    }
    return errorCode.equals(ErrorCode.CANCELLED.name())
        ? TrainingState.CANCELLED
        : TrainingState.FAILED;
  }
}
