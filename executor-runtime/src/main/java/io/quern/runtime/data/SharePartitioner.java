package io.quern.runtime.data;

import java.util.Objects;
import org.apache.spark.Partitioner;

/** Sends the chunks of a share, keyed by it, to the worker that trains on it. */
final class SharePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int workers;

  SharePartitioner(int workers) {
    this.workers = workers;
  }

  @Override
  public int numPartitions() {
    return workers;
  }

  @Override
  public int getPartition(Object share) {
    return RowPlacement.worker((Integer) share, workers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SharePartitioner that && workers == that.workers;
  }

  @Override
  public int hashCode() {
    return Objects.hash(workers);
  }
}
