package io.quern.planner.session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.SparkSession;

/** Listeners by session; a session's listeners go when it is collected. Thread-safe. */
final class SessionListeners<L> {
  private final Map<SparkSession, List<L>> bySession =
      Collections.synchronizedMap(new WeakHashMap<>());

  Registration add(SparkSession session, L listener) {
    List<L> listeners = bySession.computeIfAbsent(session, ignored -> new CopyOnWriteArrayList<>());
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  List<L> of(SparkSession session) {
    return bySession.getOrDefault(session, List.of());
  }
}
