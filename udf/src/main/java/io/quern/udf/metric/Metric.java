package io.quern.udf.metric;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * What an aggregate accumulates from labels and scores. Stateless; the state is the buffer.
 *
 * @param <B> the buffer, mutable, confined to one thread
 */
interface Metric<B> extends Serializable {
  /** The aggregate's name in SQL. */
  String name();

  B newBuffer();

  /**
   * @param score not NaN
   * @throws io.quern.api.QuernException {@code DATA} for a score the metric is not defined for;
   *     {@code RESOURCE} when the buffer would grow too large
   */
  void add(B buffer, double score, boolean positive);

  /** Adds all of {@code other} to {@code buffer}. */
  void merge(B buffer, B other);

  byte[] toBytes(B buffer);

  B fromBytes(byte[] bytes);

  /** The metric; empty where it is not defined, which SQL sees as NULL. */
  OptionalDouble value(B buffer);
}
