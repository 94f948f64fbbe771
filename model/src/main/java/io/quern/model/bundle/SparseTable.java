package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sparse rows of a width, mapped: their shards in the order of their keys. Thread-safe. */
public final class SparseTable {
  /** The place of a row that is not there. */
  public static final long ABSENT = -1;

  private final int width;
  private final SparseShard[] shards;

  /** The first key of each shard. */
  private final long[] firstKeys;

  private SparseTable(int width, List<SparseShard> shards) {
    this.width = width;
    this.shards = shards.toArray(SparseShard[]::new);
    this.firstKeys = shards.stream().mapToLong(shard -> shard.key(0)).toArray();
  }

  /**
   * Maps the shards of a version in a local folder.
   *
   * @param widths of the rows, each once
   * @return a table for each width, in that order
   * @throws QuernException {@code MODEL}, when a shard is damaged or they overlap
   */
  static List<SparseTable> open(BundleVersion version, Path folder, List<Integer> widths) {
    Map<Integer, List<SparseShard>> byWidth = new LinkedHashMap<>();
    widths.forEach(width -> byWidth.put(width, new ArrayList<>()));
    for (FileEntry entry : version.shards()) {
      try {
        SparseShard shard = SparseShard.open(folder.resolve(entry.name()), widths);
        if (shard.size() > 0) {
          List<SparseShard> before = byWidth.get(shard.width());
          requireAscending(before, shard);
          before.add(shard);
        }
      } catch (InvalidShardException e) {
        throw version.damaged(entry, e.getMessage());
      } catch (IOException e) {
        throw StorageFailures.cannot("read", folder.resolve(entry.name()), e);
      }
    }
    return byWidth.entrySet().stream()
        .map(table -> new SparseTable(table.getKey(), table.getValue()))
        .toList();
  }

  private static void requireAscending(List<SparseShard> before, SparseShard shard)
      throws InvalidShardException {
    if (before.isEmpty()) {
      return;
    }
    SparseShard last = before.get(before.size() - 1);
    if (Long.compareUnsigned(last.key(last.size() - 1), shard.key(0)) >= 0) {
      throw new InvalidShardException("its keys do not come after those of the shard before");
    }
  }

  /** Floats of a row: the linear weight, then the embedding. */
  public int width() {
    return width;
  }

  /** Number of rows. */
  public long size() {
    return Arrays.stream(shards).mapToLong(SparseShard::size).sum();
  }

  /**
   * Copies the row of a key; zeros where there is none.
   *
   * @return whether there is one
   */
  public boolean copyRow(long key, float[] target, int offset) {
    long place = find(key);
    if (place == ABSENT) {
      Arrays.fill(target, offset, offset + width, 0);
      return false;
    }
    shardAt(place).copyRow((int) place, target, offset);
    return true;
  }

  /** The place of a key's row, the same for as long as the table is open, or {@link #ABSENT}. */
  public long find(long key) {
    int shard = shardOf(key);
    int number = shard < 0 ? -1 : shards[shard].find(key);
    return number < 0 ? ABSENT : (long) shard << Integer.SIZE | number;
  }

  /**
   * Reads what {@link #find} of the first {@code count} keys is going to read, without a branch
   * that depends on it: the processor then waits for all of them at once.
   *
   * @return of no meaning; to be used, so that the reading is not optimised away
   */
  public long touch(long[] keys, int count) {
    long touched = 0;
    for (int i = 0; i < (shards.length == 0 ? 0 : count); i++) {
      touched ^= shards[Math.max(0, shardOf(keys[i]))].touch(keys[i]);
    }
    return touched;
  }

  /** Copies a row that is there. */
  public void copyRowAt(long place, float[] target, int offset) {
    shardAt(place).copyRow((int) place, target, offset);
  }

  /**
   * Copies {@code count} values of a row that is there.
   *
   * @param first index in the row
   * @param at index in the target, whose position does not count
   */
  public void copyRowAt(long place, int first, int count, FloatBuffer target, int at) {
    shardAt(place).copyRow((int) place, first, count, target, at);
  }

  /** A value of a row that is there. */
  public float valueAt(long place, int index) {
    return shardAt(place).value((int) place, index);
  }

  private SparseShard shardAt(long place) {
    return shards[(int) (place >>> Integer.SIZE)];
  }

  /** The last shard whose first key is not above {@code key}, or −1. */
  private int shardOf(long key) {
    int low = 0;
    int high = firstKeys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(firstKeys[middle], key) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
