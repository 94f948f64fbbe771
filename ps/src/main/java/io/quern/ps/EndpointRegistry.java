package io.quern.ps;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The endpoints open under this class loader, so that a client beside its server skips the network.
 * Not finding one here only costs speed.
 */
final class EndpointRegistry {
  private static final Map<UUID, ParameterServer> OPEN = new ConcurrentHashMap<>();

  private EndpointRegistry() {}

  static void add(UUID endpoint, ParameterServer server) {
    OPEN.put(endpoint, server);
  }

  static void remove(UUID endpoint) {
    OPEN.remove(endpoint);
  }

  static Optional<ParameterServer> find(UUID endpoint) {
    return Optional.ofNullable(OPEN.get(endpoint));
  }
}
