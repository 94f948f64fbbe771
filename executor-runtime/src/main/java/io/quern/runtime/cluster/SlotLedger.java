package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The task slots of one application that its trainings have reserved. A training reserves the slots
 * of all its roles together, in order of asking: two trainings with half their roles each would
 * wait for one another for ever. Thread-safe.
 */
final class SlotLedger {
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private final SlotCapacity capacity;
  private final Deque<Object> queue = new ArrayDeque<>(); // guarded by this
  private int reserved; // guarded by this

  SlotLedger(SlotCapacity capacity) {
    this.capacity = capacity;
  }

  /**
   * Waits until all roles of {@code shape} fit. On a local master the parameter servers live in the
   * driver and take no slot.
   *
   * @throws QuernException {@code RESOURCE} at once when they can never fit, or after {@code
   *     timeout}
   */
  synchronized SlotReservation reserve(ClusterShape shape, Duration timeout)
      throws InterruptedException {
    SlotOutlook outlook = outlook(shape);
    if (outlook.refusal().isPresent()) {
      throw tooFew(outlook.refusal().get());
    }
    int needed = outlook.needed();
    Object ticket = new Object();
    queue.add(ticket);
    try {
      awaitTurn(ticket, needed, shape, timeout);
    } finally {
      queue.remove(ticket);
      notifyAll();
    }
    reserved += needed;
    return new SlotReservation(this, needed);
  }

  /** What {@link #reserve} would find now. */
  synchronized SlotOutlook outlook(ClusterShape shape) {
    int needed = capacity.isLocal() ? shape.workers() : shape.total();
    OptionalInt limit = capacity.limit();
    Optional<String> refusal =
        limit.isPresent() && needed > limit.getAsInt()
            ? Optional.of(
                "%s, the application has at most %d"
                    .formatted(need(needed, shape), limit.getAsInt()))
            : Optional.empty();
    return new SlotOutlook(needed, total(), limit, reserved, refusal);
  }

  private void awaitTurn(Object ticket, int needed, ClusterShape shape, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (queue.peek() != ticket || needed > available()) {
      if (System.nanoTime() > deadline) {
        throw tooFew(
            "%s; after %d s the application has %d, of which other trainings hold %d"
                .formatted(need(needed, shape), timeout.toSeconds(), total(), reserved));
      }
      wait(MILLIS_BETWEEN_LOOKS);
    }
  }

  private int available() {
    return total() - reserved;
  }

  private int total() {
    return capacity.grows() ? capacity.limit().orElse(Integer.MAX_VALUE) : capacity.current();
  }

  private String need(int needed, ClusterShape shape) {
    return capacity.isLocal()
        ? "The training needs %d task slots for its workers".formatted(needed)
        : "The training needs %d task slots (parameter servers: %d, workers: %d)"
            .formatted(needed, shape.parameterServers(), shape.workers());
  }

  private QuernException tooFew(String message) {
    return new QuernException(ErrorCode.RESOURCE, message)
        .withHint(
            capacity.isLocal()
                ? "Lower option 'workers', or raise n in the master local[n]"
                : "Lower options 'workers' and 'parameterServers', or give the application more"
                    + " executors or cores");
  }

  synchronized void release(int slots) {
    reserved -= slots;
    notifyAll();
  }
}
