package io.quern.runtime.cluster;

/** A bound parameter server as its role sees it. Used by the role's thread only. */
public interface RunningServer extends AutoCloseable {
  /** As the other roles reach it. */
  String host();

  int port();

  /** Names the endpoint inside its JVM. */
  String endpointId();

  /**
   * Obeys a command of the driver, such as a snapshot; the encoding is the parties' own affair.
   * Failures are thrown where the driver waits for the answer, and leave the server running.
   */
  byte[] command(byte[] command) throws Exception;

  @Override
  void close();
}
