package io.quern.ps;

import java.io.IOException;

/**
 * A counting Bloom filter of one-byte counters: a key's count is the least of its counters. Only
 * those that are least are raised (Estan, Varghese: "New directions in traffic measurement and
 * accounting", 2002, conservative update), which keeps counts of other keys down.
 */
final class BloomCounts implements KeyCounts {
  private final TableMemory memory;
  private final int counters;
  private final int perKey;
  private long address;

  BloomCounts(Admission admission, TableMemory memory) {
    this.memory = memory;
    this.counters = counters(admission);
    this.perKey = (int) Math.max(1, Math.round(bitsPerKey(admission) * Math.log(2)));
  }

  private static double bitsPerKey(Admission admission) {
    return -Math.log(admission.errorRate()) / (Math.log(2) * Math.log(2));
  }

  /** Of one shard, a byte each. */
  static int counters(Admission admission) {
    double shardKeys = (double) admission.keys() / VirtualShards.COUNT;
    return (int) Math.min(1 << 30, Math.ceil(Math.max(64, shardKeys * bitsPerKey(admission))));
  }

  @Override
  public int add(long key, int occurrences) {
    require();
    int least = Admission.MOST_OCCURRENCES;
    for (int i = 0; i < perKey; i++) {
      least = Math.min(least, count(place(key, i)));
    }
    int after = (int) Math.min(Admission.MOST_OCCURRENCES, (long) least + occurrences);
    for (int i = 0; i < perKey; i++) {
      int place = place(key, i);
      if (count(place) < after) {
        Memory.putByte(address + place, (byte) after);
      }
    }
    return after;
  }

  /** Counters are shared: there is nothing that could be taken back. */
  @Override
  public void forget(long key) {}

  // Two hashes make all the others (Kirsch, Mitzenmacher: "Less hashing, same performance", 2006).
  private int place(long key, int i) {
    long first = Buckets.hash(key);
    long second = Buckets.hash(key ^ (key >>> 32) ^ 0x5851F42D4C957F2DL) | 1;
    return (int) ((((first + i * second) >>> 32) * counters) >>> 32);
  }

  private int count(int place) {
    return Memory.getByte(address + place) & 0xFF;
  }

  private void require() {
    if (address == 0) {
      address = memory.allocate(counters);
      Memory.zero(address, counters);
    }
  }

  @Override
  public long savedBytes() {
    return 4 + (address == 0 ? 0L : counters);
  }

  /** {@code counters (4)}, 0 where none has been raised, then a byte of each. */
  @Override
  public void save(StateWriter to) throws IOException {
    to.putInt(address == 0 ? 0 : counters);
    if (address != 0) {
      to.putBytes(address, counters);
    }
  }

  @Override
  public void load(StateReader from) throws IOException {
    int saved = from.getInt();
    if (saved == 0) {
      free();
      return;
    }
    if (saved != counters) {
      throw from.damaged("a filter of %d counters, not %d".formatted(saved, counters));
    }
    require();
    from.getBytes(address, counters);
  }

  @Override
  public void free() {
    if (address != 0) {
      memory.free(address, counters);
    }
    address = 0;
  }
}
