package io.quern.bench.scale;

/**
 * One training that was run.
 *
 * @param uniqueRows of a batch
 * @param hidden share of reading, pulling and pushing that went on beside computing
 */
record Point(Workload shape, double samplesPerSecond, double uniqueRows, double hidden) {

  /** Of one worker's step. */
  double nanos() {
    return 1e9 * shape.batch() * shape.workers() / samplesPerSecond;
  }
}
