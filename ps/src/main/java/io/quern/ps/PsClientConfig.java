package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a worker knows of the servers it connects to; they refuse a worker that knows otherwise.
 *
 * @param worker index
 * @param generation of the run
 * @param timeout for connecting to a server, and for its answer to one call
 */
public record PsClientConfig(
    int worker, int generation, List<TableConfig> tables, DenseConfig dense, Duration timeout) {
  public PsClientConfig {
    requireNonNull(dense, "dense is null");
    requireNonNull(timeout, "timeout is null");
    tables = List.copyOf(tables);
  }
}
