package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one parameter server holds.
 *
 * @param server index, below {@code servers}
 * @param servers of the training together, at most 64
 * @param memoryLimitBytes that its tables may use off heap together
 * @param generation of the run: raised when its cluster is formed anew
 */
public record ParameterServerConfig(
    int server,
    int servers,
    List<TableConfig> tables,
    DenseConfig dense,
    long memoryLimitBytes,
    int generation) {
  public ParameterServerConfig {
    requireNonNull(dense, "dense is null");
    tables = List.copyOf(tables);
    if (servers < 1 || servers > VirtualShards.COUNT) {
      throw new IllegalArgumentException(
          "Invalid number of parameter servers: " + servers + "; 1 to 64 are allowed");
    }
    if (server < 0 || server >= servers) {
      throw new IllegalArgumentException("Invalid server " + server + " of " + servers);
    }
  }
}
