package io.quern.model.bundle;

/**
 * Lets a process die at the n-th thing it does to a file system: that step does not happen, and
 * neither does any later one, whatever runs in finally blocks. Confined to one thread.
 */
final class FaultPlan {
  private final int crashAt;
  private int steps;

  /** The death of the process; no {@code catch} of the code under test is for it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String step) {
      super(step);
    }
  }

  private FaultPlan(int crashAt) {
    this.crashAt = crashAt;
  }

  static FaultPlan crashAt(int step) {
    return new FaultPlan(step);
  }

  static FaultPlan none() {
    return new FaultPlan(Integer.MAX_VALUE);
  }

  void step(String what) {
    if (++steps >= crashAt) {
      steps = crashAt;
      throw new Crash(what);
    }
  }

  /** Whether the next step will not happen. */
  boolean isNext() {
    return steps + 1 >= crashAt;
  }
}
