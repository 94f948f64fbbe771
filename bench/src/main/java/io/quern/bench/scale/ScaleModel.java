package io.quern.bench.scale;

import io.quern.runtime.forecast.StepCost;
import io.quern.runtime.forecast.StepModel;

/**
 * Predicts trainings from their shape and the constants of a machine: the parts of a step by the
 * formulae of docs/scale.md, their sum by the same {@link StepModel} as EXPLAIN TRAIN.
 */
record ScaleModel(Constants constants) {
  /** A step of one worker. */
  StepModel step(Workload shape, double uniqueRows) {
    return new StepModel(
        cost(shape, uniqueRows),
        shape.remote(),
        shape.overlap(),
        constants.sent(),
        constants.served());
  }

  private StepCost cost(Workload shape, double uniqueRows) {
    double values = (double) shape.batch() * shape.fields();
    Constants.RowCost rows = shape.remote() ? constants.far() : constants.near();
    return new StepCost(
        values * constants.value(),
        values * shape.width() * constants.coordinate()
            + (double) shape.batch() * shape.layerProducts() * constants.product()
            + shape.denseParameters() * constants.parameter()
            + constants.step(),
        rows.of(uniqueRows, shape.width()),
        StepCost.bytes(uniqueRows, shape.width(), shape.denseParameters()));
  }

  /**
   * Samples a second of all workers on machines of their own.
   *
   * @param serverCores of each server
   * @param wire bytes a second into, and as many out of, each machine
   */
  double samplesPerSecond(Workload shape, double uniqueRows, int serverCores, double wire) {
    return shape.batch()
        * step(shape, uniqueRows)
            .stepsPerSecond(shape.workers(), shape.servers(), serverCores, wire);
  }

  /** Samples a second of all workers and servers on the cores of one machine. */
  double samplesPerSecond(Workload shape, double uniqueRows, int cores) {
    return shape.batch() * step(shape, uniqueRows).stepsPerSecond(shape.workers(), cores);
  }
}
