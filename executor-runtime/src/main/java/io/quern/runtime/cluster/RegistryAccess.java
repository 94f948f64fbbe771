package io.quern.runtime.cluster;

/**
 * How to reach the registry.
 *
 * @param connect ZooKeeper connect string
 * @param secret of the application
 * @param embedded whether it is the application's own server
 */
record RegistryAccess(String connect, String secret, int sessionTimeoutMillis, boolean embedded) {
  RunTicket ticket(String applicationId, String runId, int generation) {
    return new RunTicket(
        applicationId, runId, generation, connect, secret, sessionTimeoutMillis, embedded);
  }

  @Override
  public String toString() {
    return "RegistryAccess[" + connect + "]";
  }
}
