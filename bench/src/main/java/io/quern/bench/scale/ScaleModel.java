package io.quern.bench.scale;

/** Predicts trainings from their shape: the formulae of docs/scale.md. */
record ScaleModel(Constants constants) {
  private static final int KEY_BYTES = 8;

  /** Nanoseconds of work in a worker's step, that of servers in its process included. */
  double workerNanos(Workload shape, double uniqueRows) {
    double values = (double) shape.batch() * shape.fields();
    double rows =
        shape.remote() ? bytes(shape, uniqueRows) * constants.sent() : rowNanos(shape, uniqueRows);
    return values * (constants.value() + shape.width() * constants.coordinate())
        + (double) shape.batch() * shape.layerProducts() * constants.product()
        + rows
        + shape.denseParameters() * constants.parameter()
        + constants.step();
  }

  /** Nanoseconds that servers behind the network, together, work for one step of one worker. */
  double serverNanos(Workload shape, double uniqueRows) {
    return shape.remote()
        ? rowNanos(shape, uniqueRows) + bytes(shape, uniqueRows) * constants.served()
        : 0;
  }

  /**
   * What a worker and its servers do in a step beside computing, where these overlap: reading the
   * batch, and moving its rows.
   */
  private double exchangeNanos(Workload shape, double uniqueRows, double serverNanos) {
    return (double) shape.batch() * shape.fields() * constants.value()
        + bytes(shape, uniqueRows) * constants.sent()
        + serverNanos;
  }

  /** From a worker's step to its next one. */
  private double stepNanos(Workload shape, double uniqueRows, double serverNanos) {
    double worker = workerNanos(shape, uniqueRows);
    if (!shape.remote() || !shape.overlap()) {
      return worker + serverNanos;
    }
    double exchange = exchangeNanos(shape, uniqueRows, serverNanos);
    return Math.max(exchange, worker + serverNanos - exchange);
  }

  private double rowNanos(Workload shape, double uniqueRows) {
    return uniqueRows * (constants.row() + shape.width() * constants.weight());
  }

  /** Bytes of a step on the wire: keys there twice, weights back, gradients there, dense both. */
  double bytes(Workload shape, double uniqueRows) {
    return uniqueRows * (2 * KEY_BYTES + 2 * Float.BYTES * shape.width())
        + 2.0 * Float.BYTES * shape.denseParameters();
  }

  /**
   * Samples a second of all workers on machines of their own. A step waits for its servers, each
   * with its part of the rows.
   *
   * @param serverCores of each server
   * @param wire bytes a second into, and as many out of, each machine
   */
  double samplesPerSecond(Workload shape, double uniqueRows, int serverCores, double wire) {
    double bytes = bytes(shape, uniqueRows);
    double serverNanos = serverNanos(shape, uniqueRows);
    double waited = serverNanos / shape.servers() + 1e9 * bytes / 2 / wire;
    double step = stepNanos(shape, uniqueRows, waited);
    double workers = shape.workers() / step;
    double servers = (double) shape.servers() * serverCores / serverNanos;
    double wires = shape.servers() / (1e9 * bytes / 2 / wire);
    return Math.min(workers, Math.min(servers, wires)) * shape.batch() * 1e9;
  }

  /** Samples a second of all workers and servers on the cores of one machine. */
  double samplesPerSecond(Workload shape, double uniqueRows, int cores) {
    double server = serverNanos(shape, uniqueRows);
    double work = workerNanos(shape, uniqueRows) + server;
    double workers = shape.workers() / stepNanos(shape, uniqueRows, server);
    return Math.min(workers, cores / work) * shape.batch() * 1e9;
  }
}
