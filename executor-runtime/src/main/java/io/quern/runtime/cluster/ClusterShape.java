package io.quern.runtime.cluster;

/**
 * How many roles a run has.
 *
 * @param parameterServers at least 1
 * @param workers at least 1
 */
public record ClusterShape(int parameterServers, int workers) {
  public ClusterShape {
    if (parameterServers < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "Invalid cluster: %d parameter servers, %d workers".formatted(parameterServers, workers));
    }
  }

  int count(Role role) {
    return switch (role) {
      case PARAMETER_SERVER -> parameterServers;
      case WORKER -> workers;
    };
  }

  int total() {
    return parameterServers + workers;
  }

  /** The same with no more workers than that. */
  public ClusterShape withWorkersUpTo(int most) {
    return new ClusterShape(parameterServers, Math.min(workers, most));
  }
}
