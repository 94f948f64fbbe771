package io.quern.runtime.forecast;

import static java.util.Objects.requireNonNull;

/**
 * How fast steps follow each other: the formulae of docs/scale.md, with the parts of a step from
 * wherever they are known, constants of a machine or a measurement.
 *
 * @param remote whether servers are behind the network; else they are in the worker's process
 * @param overlap whether a worker then exchanges rows while it computes
 * @param sent nanoseconds of a byte on the wire, at the worker
 * @param served the same at the server, beside the rows' own work
 */
public record StepModel(
    StepCost cost, boolean remote, boolean overlap, double sent, double served) {
  /** Nanoseconds of a byte at either end, as measured over loopback; docs/scale.md. */
  public static final double BYTE_NANOS = 0.68;

  public StepModel {
    requireNonNull(cost, "cost is null");
  }

  /** Nanoseconds of work in a worker's step, that of servers in its process included. */
  public double workerNanos() {
    return cost.read() + cost.compute() + (remote ? cost.bytes() * sent : cost.rows());
  }

  /** Nanoseconds that servers behind the network, together, work for one step of one worker. */
  public double serverNanos() {
    return remote ? cost.rows() + cost.bytes() * served : 0;
  }

  /**
   * From a worker's step to its next one. Where an exchange goes on beside computing, the longer of
   * the two counts.
   *
   * @param waited nanoseconds that it waits for servers and wires
   */
  private double stepNanos(double waited) {
    double inTurn = workerNanos() + waited;
    if (!remote || !overlap) {
      return inTurn;
    }
    double exchange = cost.read() + cost.bytes() * sent + waited;
    return Math.max(exchange, inTurn - exchange);
  }

  /**
   * Steps a second of all workers on machines of their own. A step waits for its servers, each with
   * its part of the rows.
   *
   * @param serverCores of each server
   * @param wire bytes a second into, and as many out of, each machine
   */
  public double stepsPerSecond(int workers, int servers, int serverCores, double wire) {
    if (!remote) {
      return workers * 1e9 / stepNanos(0);
    }
    double wireNanos = 1e9 * cost.bytes() / 2 / wire;
    double byWorkers = workers / stepNanos(serverNanos() / servers + wireNanos);
    double byServers = (double) servers * serverCores / serverNanos();
    double byWires = servers / wireNanos;
    return 1e9 * Math.min(byWorkers, Math.min(byServers, byWires));
  }

  /** Steps a second of all workers and servers on the cores of one machine. */
  public double stepsPerSecond(int workers, int cores) {
    double work = workerNanos() + serverNanos();
    return 1e9 * Math.min(workers / stepNanos(serverNanos()), cores / work);
  }
}
