package io.quern.runtime.train;

import io.quern.runtime.data.RowSample;

/**
 * How long it took to read a sample, and what that says of all rows.
 *
 * @param encoding seconds from the query's start until rows are encoded and vocabularies known
 * @param tasks seconds of the tasks that read and encoded, together
 * @param nanosPerRow of such a task, once it is under way
 * @param atOnce such tasks at a time
 * @param atOnceOfSource likewise where all of the source is read
 * @param dealing seconds that it took to deal the encoded rows to workers
 */
record ReadingTime(
    double encoding,
    double tasks,
    double nanosPerRow,
    int atOnce,
    int atOnceOfSource,
    double dealing) {
  /**
   * @param slots tasks that the application runs at a time
   */
  static ReadingTime of(RowSample sample, int slots, double encoding, double dealing) {
    return new ReadingTime(
        encoding,
        sample.taskSeconds(),
        sample.nanosPerRow(),
        atOnce(slots, sample.partitions()),
        atOnce(slots, sample.partitionsOfSource()),
        dealing);
  }

  private static int atOnce(int slots, int partitions) {
    return Math.max(1, Math.min(slots, partitions));
  }

  /**
   * Seconds to read, encode and deal all rows: those to read at the pace of the sample's later
   * rows, what is done with encoded rows in proportion.
   *
   * @param rows of the source
   * @param sampled of these
   */
  double secondsOf(long rows, long sampled) {
    double encoded = Math.max(0, encoding - tasks / atOnce) + dealing;
    return encoded * rows / sampled + nanosPerRow * 1e-9 * rows / atOnceOfSource;
  }
}
