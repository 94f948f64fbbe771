package io.quern.runtime.train;

import io.quern.model.algorithm.TrainingMode;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.runtime.cluster.ClusterShape;
import org.apache.spark.SparkContext;

/**
 * Decides how many roles a training has, where the statement does not say.
 *
 * @param slots tasks that the application runs at a time now
 * @param local whether parameter servers live in the driver and take no slot
 * @param cores of this machine, where all workers are on it; there may be more slots than that
 */
record ClusterSizing(int slots, boolean local, int cores) {
  /** With fewer steps than this between two epoch ends, one more worker gains nothing. */
  private static final int BATCHES_PER_WORKER = 16;

  /** Steps of so many workers keep one server's core busy. */
  private static final int WORKERS_PER_SERVER = 4;

  /** Where their number is automatic; as the option's. */
  private static final int MOST_WORKERS = 4096;

  /** As many cores as slots. */
  ClusterSizing(int slots, boolean local) {
    this(slots, local, slots);
  }

  static ClusterSizing of(SparkContext spark) {
    return new ClusterSizing(
        spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile()),
        spark.isLocal(),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * What a training of so many rows has.
   *
   * @param options of the statement: a batch size lowered for few rows is to give one worker more
   *     steps, not the same to more workers
   */
  ClusterShape shape(TrainingOptions options, long trainingRows) {
    return new ClusterShape(servers(options), workers(options, trainingRows));
  }

  /** Workers that the training has at most, whatever its rows are. */
  int mostWorkers(TrainingOptions options) {
    if (options.cluster().workers() > 0) {
      return options.cluster().workers();
    }
    if (options.cluster().mode() == TrainingMode.SYNC) {
      return 1;
    }
    int free = local ? Math.min(slots, cores) : slots - servers(options);
    return Math.max(1, Math.min(MOST_WORKERS, free));
  }

  private int servers(TrainingOptions options) {
    if (options.cluster().parameterServers() > 0) {
      return options.cluster().parameterServers();
    }
    return local ? 1 : Math.max(1, slots / (WORKERS_PER_SERVER + 1));
  }

  private int workers(TrainingOptions options, long trainingRows) {
    int most = mostWorkers(options);
    if (options.cluster().workers() > 0) {
      return most;
    }
    long useful = trainingRows / ((long) options.schedule().batchSize() * BATCHES_PER_WORKER);
    return (int) Math.max(1, Math.min(most, useful));
  }
}
