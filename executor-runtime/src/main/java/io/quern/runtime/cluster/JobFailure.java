package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkThrowable;

/** Finds in the failure of a Spark job or a thread what the user should be told. */
final class JobFailure {
  private static final String JOB_CANCELLED = "SPARK_JOB_CANCELLED";
  private static final int DEEPEST_CAUSE = 50;

  private JobFailure() {}

  /** The {@link QuernException} behind {@code failure}, or one that words it. */
  static QuernException explain(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof QuernException known) {
        return known;
      }
      if (cause instanceof InterruptedException || isCancelled(cause)) {
        return new QuernException(ErrorCode.CANCELLED, "The training was cancelled", failure);
      }
      cause = cause.getCause();
    }
    Throwable told = unwrap(failure);
    return new QuernException(
        ErrorCode.CLUSTER, "A job of the training failed: " + firstLine(told), told);
  }

  private static boolean isCancelled(Throwable cause) {
    return cause instanceof SparkThrowable spark && JOB_CANCELLED.equals(spark.getCondition());
  }

  /** Spark appends the stack traces of executor and driver to its messages. */
  private static String firstLine(Throwable told) {
    return told.toString().lines().findFirst().orElse("unknown");
  }

  private static Throwable unwrap(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && failure.getCause() != null ? failure.getCause() : failure;
  }
}
