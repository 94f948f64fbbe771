package io.quern.runtime.train;

/**
 * The numbers that TensorFlow's StatelessRandomUniform draws from two seeds, so that a reference
 * can drop what the engine drops: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy
 * as 1, 2, 3", 2011), whose key and upper counter are themselves drawn from the seeds.
 */
final class ReferenceRandom {
  private static final int ROUNDS = 10;
  private static final int[] SEEDING_KEY = {0x3EC8F720, 0x02461E29};

  private final int[] key;
  private final int[] counter;
  private int[] drawn = new int[0];
  private int used;
  private long block;

  ReferenceRandom(long seed, long stream) {
    int[] seeds = {(int) seed, (int) (seed >>> 32), (int) stream, (int) (stream >>> 32)};
    int[] mixed = philox(seeds, SEEDING_KEY);
    key = new int[] {mixed[0], mixed[1]};
    counter = new int[] {0, 0, mixed[2], mixed[3]};
  }

  /** Uniform in [0, 1), a multiple of 2⁻²³. */
  float nextFloat() {
    if (used == drawn.length) {
      counter[0] = (int) block;
      counter[1] = (int) (block++ >>> 32);
      drawn = philox(counter, key);
      used = 0;
    }
    return (drawn[used++] & 0x7FFFFF) * 0x1p-23f;
  }

  private static int[] philox(int[] counter, int[] key) {
    int[] c = counter.clone();
    int[] k = key.clone();
    for (int round = 0; round < ROUNDS; round++) {
      long first = (c[0] & 0xFFFFFFFFL) * 0xD2511F53L;
      long second = (c[2] & 0xFFFFFFFFL) * 0xCD9E8D57L;
      c[0] = (int) (second >>> 32) ^ c[1] ^ k[0];
      c[1] = (int) second;
      c[2] = (int) (first >>> 32) ^ c[3] ^ k[1];
      c[3] = (int) first;
      k[0] += 0x9E3779B9;
      k[1] += 0xBB67AE85;
    }
    return c;
  }
}
