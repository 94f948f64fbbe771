package io.quern.runtime.train;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.algorithm.TrainingMode;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.data.EncodeJob;
import org.apache.spark.SparkContext;

/**
 * Decides how many roles a training has, where the statement does not say.
 *
 * @param slots tasks that the application runs at a time now
 * @param local whether parameter servers live in the driver and take no slot
 */
record ClusterSizing(int slots, boolean local) {
  /** With fewer steps than this between two epoch ends, one more worker gains nothing. */
  private static final int BATCHES_PER_WORKER = 16;

  /** Steps of so many workers keep one server's core busy. */
  private static final int WORKERS_PER_SERVER = 4;

  static ClusterSizing of(SparkContext spark) {
    return new ClusterSizing(
        spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile()),
        spark.isLocal());
  }

  /**
   * @throws QuernException {@code OPTION} when the statement asks for more workers than there are
   *     shares
   */
  ClusterShape shape(TrainingOptions options, long trainingRows) {
    int servers =
        options.cluster().parameterServers() > 0
            ? options.cluster().parameterServers()
            : automaticServers();
    return new ClusterShape(servers, workers(options, trainingRows, servers));
  }

  private int automaticServers() {
    return local ? 1 : Math.max(1, slots / (WORKERS_PER_SERVER + 1));
  }

  private int workers(TrainingOptions options, long trainingRows, int servers) {
    if (options.cluster().workers() > EncodeJob.MAX_WORKERS) {
      throw new QuernException(
          ErrorCode.OPTION,
          "Option 'workers' must be at most %d, found '%d'"
              .formatted(EncodeJob.MAX_WORKERS, options.cluster().workers()));
    }
    if (options.cluster().workers() > 0) {
      return options.cluster().workers();
    }
    if (options.cluster().mode() == TrainingMode.SYNC) {
      return 1;
    }
    long useful = trainingRows / ((long) options.schedule().batchSize() * BATCHES_PER_WORKER);
    long free = local ? slots : slots - servers;
    return (int) Math.max(1, Math.min(EncodeJob.MAX_WORKERS, Math.min(useful, free)));
  }
}
