package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.runtime.cluster.RoleContext;

/**
 * Who a worker is to the others.
 *
 * @param worker index
 * @param attempt of its task
 * @param generation of the run
 * @param alive throws when the worker has to stop
 */
record WorkerIdentity(int worker, int attempt, int generation, Runnable alive) {
  WorkerIdentity {
    requireNonNull(alive, "alive is null");
  }

  static WorkerIdentity of(RoleContext context) {
    return new WorkerIdentity(
        context.index(), context.attempt(), context.ticket().generation(), context::checkAlive);
  }

  void checkAlive() {
    alive.run();
  }
}
