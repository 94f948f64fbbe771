package io.quern.runtime.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkContext;

/**
 * The task slots that a training would ask for, and those there are.
 *
 * @param needed by all its roles; on a local master the parameter servers need none
 * @param now of the executors that are there, or that Spark starts on demand
 * @param limit that the settings allow; empty where they set none
 * @param held by trainings under way
 * @param refusal why the training would be refused at once, as {@code RESOURCE}
 */
public record SlotOutlook(
    int needed, int now, OptionalInt limit, int held, Optional<String> refusal) {
  public SlotOutlook {
    requireNonNull(limit, "limit is null");
    requireNonNull(refusal, "refusal is null");
  }

  /** Of the application; starts nothing. */
  public static SlotOutlook of(SparkContext context, ClusterShape shape) {
    return ClusterRegistry.started(context)
        .map(ClusterRegistry::slots)
        .orElseGet(() -> new SlotLedger(new SlotCapacity(context)))
        .outlook(shape);
  }

  /** Slots that no training holds. */
  public int free() {
    return Math.max(0, now - held);
  }

  /** The most slots that a training could have. */
  public int most() {
    return limit.orElse(Math.max(now, needed));
  }
}
