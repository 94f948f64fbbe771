package io.quern.planner.session;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a statement has to say beside its result, one sentence each: an option that is ignored, a
 * column that is skipped. Front ends print {@code note: …} on the error stream; where nobody
 * listens, notes go to the log. Thread-safe.
 */
public final class Notes {
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
  private static final SessionListeners<Consumer<String>> LISTENERS = new SessionListeners<>();

  private Notes() {}

  /** From now on {@code listener} receives every note of {@code session}'s statements. */
  public static Registration listen(SparkSession session, Consumer<String> listener) {
    return LISTENERS.add(session, requireNonNull(listener, "listener is null"));
  }

  /** Tells {@code note}: one sentence without a full stop. */
  public static void post(SparkSession session, String note) {
    List<Consumer<String>> listeners = LISTENERS.of(session);
    if (listeners.isEmpty()) {
      LOG.warn(note);
    }
    listeners.forEach(listener -> listener.accept(note));
  }
}
