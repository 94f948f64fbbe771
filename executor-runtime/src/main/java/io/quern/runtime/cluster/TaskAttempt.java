package io.quern.runtime.cluster;

import org.apache.spark.TaskContext;

/**
 * Numbers the attempts of a task so that later ones have higher numbers, those of a stage that
 * Spark submitted anew included.
 */
final class TaskAttempt {
  /** More attempts of one task than Spark makes of a stage attempt. */
  private static final int PER_STAGE_ATTEMPT = 1_000;

  private TaskAttempt() {}

  /** Of this thread's task; 0 in a thread that runs none. */
  static int current() {
    TaskContext task = TaskContext.get();
    return task == null ? 0 : number(task.stageAttemptNumber(), task.attemptNumber());
  }

  static int number(int stageAttempt, int taskAttempt) {
    return stageAttempt * PER_STAGE_ATTEMPT + taskAttempt;
  }

  /** Whether both belong to one attempt of the stage. */
  static boolean areSiblings(int attempt, int other) {
    return attempt / PER_STAGE_ATTEMPT == other / PER_STAGE_ATTEMPT;
  }
}
