package io.quern.ps;

import java.util.List;

/**
 * What a worker sees of all parameter servers together. Used by one thread at a time; the
 * in-process and the network implementation behave alike.
 *
 * <p>All calls throw {@link io.quern.api.QuernException} ({@code CLUSTER}) when a server is lost or
 * does not answer in time, and {@code RESOURCE} when a server's memory is used up.
 */
public interface PsClient extends AutoCloseable {
  /** Whether some server is behind the network, so that calls wait for more than its work. */
  boolean isRemote();

  /**
   * Fills {@code rows.values()} with current weights. Keys the table does not hold are inserted
   * with their initial weights.
   */
  void pull(SparseRows rows);

  /** Like {@link #pull}, but inserts nothing: keys the table does not hold read as zero rows. */
  void read(SparseRows rows);

  /** Fills the first {@code DenseConfig.size()} values. */
  void pullDense(float[] values);

  /**
   * One training step: applies gradients on every server, advances every server's clock by one, and
   * returns when all have acknowledged.
   *
   * @param sparse at most one entry per table
   * @param dense {@code DenseConfig.size()} gradients
   */
  void push(PushStamp stamp, List<SparseRows> sparse, float[] dense);

  /** Sets the learning rates from the next push on; call only while no worker pushes. */
  void setLearningRates(float dense, float sparse);

  @Override
  void close();
}
