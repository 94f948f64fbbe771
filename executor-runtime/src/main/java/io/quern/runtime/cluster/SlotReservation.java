package io.quern.runtime.cluster;

import java.util.concurrent.atomic.AtomicBoolean;

/** Task slots set aside for one training, until closed. Thread-safe. */
final class SlotReservation implements AutoCloseable {
  private final SlotLedger ledger;
  private final int slots;
  private final AtomicBoolean released = new AtomicBoolean();

  SlotReservation(SlotLedger ledger, int slots) {
    this.ledger = ledger;
    this.slots = slots;
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      ledger.release(slots);
    }
  }
}
