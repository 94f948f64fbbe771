package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What one process leaves for the one that runs a training: it is to end. Becomes JSON.
 *
 * @param owner the process that asks
 */
record CancelRequest(TrainingOwner owner, Instant asked) {
  CancelRequest {
    requireNonNull(owner, "owner is null");
    requireNonNull(asked, "asked is null");
  }
}
