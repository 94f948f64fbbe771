package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a model comes from.
 *
 * @param run the id of the training
 * @param source the table or query in words
 * @param rows training rows
 * @param started when the statement began
 * @param finished when the version was ready to be committed
 */
public record Lineage(
    String run, String source, long rows, long seed, Instant started, Instant finished) {
  public Lineage {
    requireNonNull(run, "run is null");
    requireNonNull(source, "source is null");
    requireNonNull(started, "started is null");
    requireNonNull(finished, "finished is null");
  }
}
