package io.quern.runtime.trainings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/** The trainings of this process, by the folder of their records. Thread-safe. */
final class RunningTrainings {
  private static final Map<String, RunningTraining> BY_ID = new ConcurrentHashMap<>();

  private RunningTrainings() {}

  static void add(RunningTraining training) {
    BY_ID.put(training.id(), training);
  }

  static void remove(RunningTraining training) {
    BY_ID.remove(training.id(), training);
  }

  /** Those whose records are there: the user's own. */
  static List<RunningTraining> in(Path folder) {
    return BY_ID.values().stream().filter(training -> training.isIn(folder)).toList();
  }

  static Optional<RunningTraining> find(String id, Path folder) {
    return Optional.ofNullable(BY_ID.get(id)).filter(training -> training.isIn(folder));
  }
}
