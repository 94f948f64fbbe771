package io.quern.runtime.train;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a worker's trial has measured; times in nanoseconds.
 *
 * @param steps measured
 * @param batch rows of a step
 * @param read of a step: cutting the batch out of the encoded rows
 * @param compute of a step: the network, checks and metrics
 * @param exchange of a step: pulling and pushing, servers in the process
 * @param uniqueRows of a batch
 * @param insert of a row of a table, the first time that it is pulled
 * @param cache of an encoded row: fitting it and numbering its keys
 * @param cacheBytes of such a row
 * @param grown bytes by which the process grew, the tables' apart
 * @param serverLimit bytes that a parameter server could take here
 * @param machine bytes of memory of the machine
 * @param heap bytes that the Java heap may have
 */
record TrialFigures(
    double steps,
    double batch,
    double read,
    double compute,
    double exchange,
    double uniqueRows,
    double insert,
    double cache,
    double cacheBytes,
    double grown,
    double serverLimit,
    double machine,
    double heap) {
  private static final int FIGURES = 13;

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(FIGURES * Double.BYTES);
    bytes.putDouble(steps).putDouble(batch).putDouble(read).putDouble(compute);
    bytes.putDouble(exchange).putDouble(uniqueRows).putDouble(insert).putDouble(cache);
    bytes.putDouble(cacheBytes).putDouble(grown).putDouble(serverLimit).putDouble(machine);
    return bytes.putDouble(heap).array();
  }

  static TrialFigures fromBytes(byte[] written) {
    double[] figures = new double[FIGURES];
    ByteBuffer.wrap(written).asDoubleBuffer().get(figures);
    return of(figures);
  }

  private static TrialFigures of(double... f) {
    return new TrialFigures(
        f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12]);
  }

  /**
   * Of all workers together: means of what a step or a row takes, the least of what there is.
   *
   * @param trials at least one
   */
  static TrialFigures together(List<TrialFigures> trials) {
    return new TrialFigures(
        trials.stream().mapToDouble(TrialFigures::steps).sum(),
        mean(trials, TrialFigures::batch),
        mean(trials, TrialFigures::read),
        mean(trials, TrialFigures::compute),
        mean(trials, TrialFigures::exchange),
        mean(trials, TrialFigures::uniqueRows),
        mean(trials, TrialFigures::insert),
        mean(trials, TrialFigures::cache),
        mean(trials, TrialFigures::cacheBytes),
        trials.stream().mapToDouble(TrialFigures::grown).max().orElse(0),
        least(trials, TrialFigures::serverLimit),
        least(trials, TrialFigures::machine),
        least(trials, TrialFigures::heap));
  }

  private static double mean(List<TrialFigures> trials, ToDoubleFunction<TrialFigures> figure) {
    return trials.stream().mapToDouble(figure).average().orElse(0);
  }

  private static double least(List<TrialFigures> trials, ToDoubleFunction<TrialFigures> figure) {
    return trials.stream().mapToDouble(figure).min().orElse(0);
  }
}
