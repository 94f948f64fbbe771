package io.quern.udf.metric;

import java.io.Serializable;

/**
 * What an aggregate accumulates from labels and scores. Stateless; the state is the buffer.
 *
 * @param <B> the buffer, mutable, confined to one thread
 */
interface Metric<B> extends Serializable {
  /** How the aggregate is called in SQL. */
  Signature signature();

  /** The aggregate's name in SQL. */
  default String name() {
    return signature().name();
  }

  B newBuffer();

  /**
   * @param score not NaN
   * @param group the row's group as a number; 0 for metrics without groups
   * @throws io.quern.api.QuernException {@code DATA} for a score the metric is not defined for;
   *     {@code RESOURCE} when the buffer would grow too large
   */
  void add(B buffer, double score, boolean positive, long group);

  /** Adds all of {@code other} to {@code buffer}. */
  void merge(B buffer, B other);

  byte[] toBytes(B buffer);

  B fromBytes(byte[] bytes);

  /** The metric; NaN where it is not defined, which SQL sees as NULL. */
  double value(B buffer);
}
