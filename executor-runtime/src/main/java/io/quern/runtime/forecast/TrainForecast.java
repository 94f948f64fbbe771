package io.quern.runtime.forecast;

import static java.util.Objects.requireNonNull;

import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.cluster.SlotOutlook;
import java.util.List;

/**
 * What a training is expected to take.
 *
 * @param shape of its cluster
 * @param keys by feature, in the order of slots
 * @param shortages that keep it from running; empty where it fits
 */
public record TrainForecast(
    Rows rows,
    ClusterShape shape,
    SlotOutlook slots,
    List<Keys> keys,
    Memory memory,
    Steps steps,
    Seconds seconds,
    List<Shortage> shortages) {
  public TrainForecast {
    requireNonNull(rows, "rows is null");
    requireNonNull(shape, "shape is null");
    requireNonNull(slots, "slots is null");
    requireNonNull(memory, "memory is null");
    requireNonNull(steps, "steps is null");
    requireNonNull(seconds, "seconds is null");
    keys = List.copyOf(keys);
    shortages = List.copyOf(shortages);
  }

  /** Whether nothing is short. */
  public boolean fits() {
    return shortages.isEmpty();
  }

  /**
   * Of the source.
   *
   * @param all in the source
   * @param origin of {@code all}
   * @param sampled that were read
   * @param training rows to learn from
   * @param validation rows held out of the source
   */
  public record Rows(long all, Origin origin, long sampled, long training, long validation) {
    public Rows {
      requireNonNull(origin, "origin is null");
    }
  }

  /**
   * Of a feature.
   *
   * @param values distinct ones
   * @param rows of the table, for the values that are kept
   */
  public record Keys(String feature, long values, long rows, Origin origin) {
    public Keys {
      requireNonNull(feature, "feature is null");
      requireNonNull(origin, "origin is null");
    }
  }

  /**
   * Of servers and workers.
   *
   * @param tableRows of all tables, on all servers
   * @param server bytes off the heap of the fullest server's tables
   * @param servers bytes of all servers' tables
   * @param limit bytes that a server may take
   * @param limitOrigin what sets the limit, in words
   * @param cache bytes of a worker's encoded rows and the numbers of their keys
   * @param cacheLimit bytes of them that it keeps on the heap; the rest are mapped files
   * @param nativeBytes by which a worker's process grew in the trial steps, beside its heap; 0
   *     where the system does not tell
   */
  public record Memory(
      long tableRows,
      long server,
      long servers,
      long limit,
      String limitOrigin,
      long cache,
      long cacheLimit,
      long nativeBytes) {
    public Memory {
      requireNonNull(limitOrigin, "limitOrigin is null");
    }
  }

  /**
   * Of an epoch.
   *
   * @param batches of all workers
   * @param uniqueRows of a batch
   * @param bytes on the wire; 0 where servers are in the workers' process
   * @param millis of a worker's step
   * @param rowsPerSecond of all workers
   * @param tried steps that were run to find out
   */
  public record Steps(
      long batches,
      double uniqueRows,
      long bytes,
      double millis,
      double rowsPerSecond,
      long tried) {}

  /**
   * What takes how long.
   *
   * @param reading of the source: reading, encoding, dealing
   * @param inserting rows in the first epoch, beside its steps
   * @param epoch each
   * @param validation of each epoch
   * @param epochs asked for
   * @param writing the model
   * @param rest starting and ending
   */
  public record Seconds(
      double reading,
      double inserting,
      double epoch,
      double validation,
      int epochs,
      double writing,
      double rest) {
    /** Of the whole statement, with all epochs. */
    public double statement() {
      return reading + inserting + epochs * (epoch + validation) + writing + rest;
    }
  }
}
