package io.quern.ps;

import java.util.TreeSet;

/** Numbers the steps of a server from 1, and knows up to where all have been applied. */
final class StepClock {
  private final TreeSet<Long> running = new TreeSet<>();
  private long started;
  private volatile long settled;

  /** Begins a step and returns its number. */
  synchronized long begin() {
    running.add(++started);
    return started;
  }

  synchronized void end(long step) {
    running.remove(step);
    settled = running.isEmpty() ? started : running.first() - 1;
  }

  /** Steps begun. */
  synchronized long started() {
    return started;
  }

  /** The newest step that is applied together with all before it. */
  long settled() {
    return settled;
  }

  /** Continues a clock of an earlier server. */
  synchronized void resume(long step) {
    started = step;
    settled = step;
  }
}
