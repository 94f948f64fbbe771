package io.quern.runtime.cluster;

/**
 * Clean-up in a thread that somebody may have interrupted: ZooKeeper and monitors would refuse to
 * work there. The interrupt is kept for the caller.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  public static void run(Runnable cleanUp) {
    boolean interrupted = Thread.interrupted();
    try {
      cleanUp.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
