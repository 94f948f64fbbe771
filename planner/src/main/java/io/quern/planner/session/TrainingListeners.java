package io.quern.planner.session;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingListener;
import org.apache.spark.sql.SparkSession;

/**
 * Who is told how far the trainings of a session are. A front end registers before it runs a
 * statement; the training calls from threads of its own. Thread-safe.
 */
public final class TrainingListeners {
  private static final SessionListeners<TrainingListener> LISTENERS = new SessionListeners<>();

  private TrainingListeners() {}

  /** From now on {@code listener} is told about every training that {@code session} starts. */
  public static Registration register(SparkSession session, TrainingListener listener) {
    return LISTENERS.add(session, requireNonNull(listener, "listener is null"));
  }

  /** One listener that passes on to all that are registered when an event comes. */
  public static TrainingListener of(SparkSession session) {
    return progress -> LISTENERS.of(session).forEach(listener -> listener.onProgress(progress));
  }
}
