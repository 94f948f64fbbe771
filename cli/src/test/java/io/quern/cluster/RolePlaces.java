package io.quern.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/** Which executors run the roles of the newest training. Thread-safe. */
final class RolePlaces extends SparkListener {
  static final String SERVERS = "Quern parameter servers";
  static final String WORKERS = "Quern workers";

  private final Map<Integer, String> jobs = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> executors = new ConcurrentHashMap<>();

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    String description = job.properties().getProperty("spark.job.description", "");
    for (String role : new String[] {SERVERS, WORKERS}) {
      if (description.startsWith(role)) {
        executors.put(role, ConcurrentHashMap.newKeySet());
        CollectionConverters.asJava(job.stageIds())
            .forEach(stage -> jobs.put((Integer) stage, role));
      }
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    String role = jobs.get(task.stageId());
    if (role != null) {
      executors.get(role).add(task.taskInfo().executorId());
    }
  }

  /** Ids of the executors; {@code driver} where Spark runs in one process. */
  Set<String> of(String role) {
    return new TreeSet<>(executors.getOrDefault(role, Set.of()));
  }
}
