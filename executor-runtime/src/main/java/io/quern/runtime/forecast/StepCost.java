package io.quern.runtime.forecast;

/**
 * The work of one step of one worker, in nanoseconds of one core, whoever does it.
 *
 * @param read cutting the batch out of the encoded rows
 * @param compute the network, and all else that needs neither the source nor the servers
 * @param rows pulling and pushing rows and dense values, where the servers are in the process
 * @param bytes that go over the wire, both ways, where they are not
 */
public record StepCost(double read, double compute, double rows, double bytes) {
  private static final int KEY_BYTES = 8;

  /**
   * Bytes of a step on the wire: keys there twice, weights back, gradients there, dense values both
   * ways.
   *
   * @param uniqueRows of the batch
   * @param width floats of a row's weights
   */
  public static double bytes(double uniqueRows, double width, long denseParameters) {
    return uniqueRows * (2 * KEY_BYTES + 2 * Float.BYTES * width)
        + 2.0 * Float.BYTES * denseParameters;
  }
}
