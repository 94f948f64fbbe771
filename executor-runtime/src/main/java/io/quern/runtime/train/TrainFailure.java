package io.quern.runtime.train;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Finds in the failure of a training what its caller should be told. */
final class TrainFailure {
  private static final String JOB_CANCELLED = "SPARK_JOB_CANCELLED";
  private static final int DEEPEST_CAUSE = 50;

  private TrainFailure() {}

  /**
   * The {@link QuernException} behind {@code failure}, {@code CANCELLED} where somebody asked for
   * it, else {@code failure} itself: Spark words the failures of a source's query.
   */
  static Throwable told(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof QuernException) {
        return cause;
      }
      if (cause instanceof InterruptedException || isCancelled(cause)) {
        return new QuernException(ErrorCode.CANCELLED, "The training was cancelled", failure);
      }
      cause = cause.getCause();
    }
    return failure;
  }

  /** Likewise where CANCEL TRAINING has ended it: whatever it failed with came of that. */
  static QuernException cancelled(Throwable failure) {
    Optional<String> kept =
        told(failure) instanceof QuernException error ? error.hint() : Optional.empty();
    return new QuernException(
            ErrorCode.CANCELLED, "The training was cancelled by CANCEL TRAINING", failure)
        .withHint(
            kept.orElse(
                "Nothing of it is kept; with resume = true a training keeps the epochs it has"
                    + " done"));
  }

  private static boolean isCancelled(Throwable cause) {
    return cause instanceof SparkThrowable spark && JOB_CANCELLED.equals(spark.getCondition());
  }

  /** Throws {@code failure}, checked or not, without declaring it, as Scala does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException rethrow(Throwable failure) throws E {
    throw (E) failure;
  }
}
