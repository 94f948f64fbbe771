package io.quern.udf.call;

import io.quern.model.bundle.WantedVersion;
import io.quern.udf.scoring.PinnedModel;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.classic.SparkSession;

/**
 * The models that statements refer to, each looked up once per statement: all calls in one
 * statement, views and subqueries included, use the same version though a training may commit a
 * newer one meanwhile. Thread-safe.
 *
 * <p>A statement is known by its planning tracker, of which Spark makes one per query execution.
 */
final class StatementModels {
  private record Wanted(String path, WantedVersion version) {}

  private final SparkSession session;
  private final Map<QueryPlanningTracker, Map<Wanted, PinnedModel>> statements =
      Collections.synchronizedMap(new WeakHashMap<>());

  StatementModels(SparkSession session) {
    this.session = session;
  }

  /**
   * @throws io.quern.api.QuernException {@code MODEL} when there is no such model or version
   */
  PinnedModel pin(String path, WantedVersion version) {
    var tracker = QueryPlanningTracker.get();
    if (tracker.isEmpty()) {
      return open(path, version);
    }
    return statements
        .computeIfAbsent(tracker.get(), statement -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            new Wanted(path, version), wanted -> open(wanted.path(), wanted.version()));
  }

  private PinnedModel open(String path, WantedVersion version) {
    return PinnedModel.open(path, version, session.sessionState().newHadoopConf());
  }
}
