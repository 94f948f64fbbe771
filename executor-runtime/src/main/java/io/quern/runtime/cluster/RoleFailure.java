package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/** What a failure inside a role means for its run. */
final class RoleFailure {
  private RoleFailure() {}

  static QuernException worded(Throwable failure) {
    return failure instanceof QuernException known
        ? known
        : new QuernException(ErrorCode.INTERNAL, "Unexpected failure: " + failure, failure);
  }

  /**
   * Whether the run ends with it. A parameter server's rows are lost with it. A worker may be
   * retried by Spark, except where the user is told what is wrong with rows, options or resources:
   * that would come again.
   */
  static boolean isFinal(Role role, Throwable failure) {
    return switch (role) {
      case PARAMETER_SERVER -> true;
      case WORKER -> failure instanceof QuernException known && known.code() != ErrorCode.CLUSTER;
    };
  }
}
