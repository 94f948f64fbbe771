package io.quern.runtime.train;

/** A worker's line to the driver. Confined to the worker's thread. */
@FunctionalInterface
interface WorkerLink {
  /**
   * Sends an encoded {@link WorkerMessage} and waits for its answer, as long as the training lives.
   *
   * @throws io.quern.api.QuernException {@code CLUSTER} when it does not live any more
   */
  byte[] ask(byte[] message) throws InterruptedException;
}
