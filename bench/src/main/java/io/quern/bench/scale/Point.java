package io.quern.bench.scale;

/**
 * One training that was run.
 *
 * @param uniqueRows of a batch
 */
record Point(Workload shape, double samplesPerSecond, double uniqueRows) {

  /** Of one worker's step. */
  double nanos() {
    return 1e9 * shape.batch() * shape.workers() / samplesPerSecond;
  }
}
