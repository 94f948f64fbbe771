package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.FileEntry;
import java.util.List;

/**
 * The weights of an epoch in the staged version.
 *
 * @param files the parameter servers' files, shards and, where it is kept, state
 * @param dense all dense values
 * @param metrics how the epoch went
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record StagedWeights(List<FileEntry> files, float[] dense, EpochMetrics metrics) {
  StagedWeights {
    requireNonNull(dense, "dense is null");
    requireNonNull(metrics, "metrics is null");
    files = List.copyOf(files);
  }
}
