package io.quern.runtime.train;

import io.quern.runtime.forecast.Shortage;
import java.util.Optional;

/**
 * The heap that workers need while they number their keys; see {@code KeyNumbers}.
 *
 * @param keys of a worker, distinct
 * @param sharing workers of a process
 * @param heap bytes that it may have
 */
record NumberingHeap(double keys, int sharing, long heap) {
  private static final int KEY_BYTES = 48;

  /** Of the heap that one purpose may take. */
  private static final double PART = 0.8;

  private static final long MIB = 1L << 20;

  /**
   * @param local whether workers live in the driver
   */
  Optional<Shortage> shortage(boolean local) {
    double needed = KEY_BYTES * keys * sharing;
    if (needed <= PART * heap) {
      return Optional.empty();
    }
    String message =
        "The workers of a process need %,.0f MiB of its heap to number their %,.0f keys, it has %,d MiB"
            .formatted(Math.ceil(needed / MIB), keys, heap / MIB);
    String setting = local ? "spark.driver.memory" : "spark.executor.memory";
    long mib = (long) Math.ceil(needed / PART / MIB);
    return Optional.of(
        new Shortage(message, "%s = %dm, or a higher minCount".formatted(setting, mib)));
  }
}
