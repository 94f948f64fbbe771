package io.quern.runtime.train;

import java.io.Serializable;
import org.apache.spark.SparkConf;

/**
 * How much of the Java heap the encoded rows of a worker and the numbers of their keys may take.
 *
 * @param bytes of one worker; 0: decided where it runs
 * @param sharing workers that may have to share an executor, this one included
 */
record CacheMemory(long bytes, int sharing) implements Serializable {
  private static final SizeSetting LIMIT = new SizeSetting("spark.quern.worker.cacheMemory", "1g");

  /** More gains little over mapped files. */
  private static final long ENOUGH = 256L << 20;

  /** Part of the heap for all workers in it; Spark's own part is 60 %. */
  private static final int HEAP_PART = 8;

  /**
   * @param workers of the training
   */
  static CacheMemory from(SparkConf conf, String master, int workers) {
    return new CacheMemory(LIMIT.bytes(conf, 0), ExecutorShare.of(workers, conf, master));
  }

  /** Bytes for one worker in a JVM with so large a heap. */
  long limit(long heap) {
    return bytes > 0 ? bytes : Math.min(ENOUGH, heap / HEAP_PART / sharing);
  }
}
