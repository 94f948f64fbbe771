package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseShardTest {
  @TempDir Path folder;

  @Test
  void findsEveryKeyAndNoOther() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(20);
      TreeMap<Long, float[]> rows = rows(random, width, random.nextInt(seed < 20 ? 6 : 3000));
      Path file = write(rows, width);
      // Small segments, so that many are crossed.
      SparseShard shard = SparseShard.open(file, Set.of(width), ShardRecords.bytes(width) * 100L);
      assertThat(shard.size()).isEqualTo(rows.size());
      float[] row = new float[width + 3];
      int number = 0;
      for (long key : rows.keySet()) {
        assertThat(shard.key(number)).isEqualTo(key);
        assertThat(shard.find(key)).isEqualTo(number);
        shard.copyRow(number++, row, 2);
        assertThat(Arrays.copyOfRange(row, 2, 2 + width)).isEqualTo(rows.get(key));
        assertThat(rows.containsKey(key + 1) || shard.find(key + 1) == -1).isTrue();
        assertThat(rows.containsKey(key - 1) || shard.find(key - 1) == -1).isTrue();
      }
      for (long key : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()}) {
        assertThat(shard.find(key) >= 0).isEqualTo(rows.containsKey(key));
      }
    }
  }

  @Test
  void isReadByManyThreads() throws IOException {
    TreeMap<Long, float[]> rows = rows(new Random(1), 5, 2000);
    SparseShard shard = SparseShard.open(write(rows, 5), Set.of(5));
    List<Long> keys = List.copyOf(rows.keySet());
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              long key = keys.get(i % keys.size());
              float[] row = new float[5];
              shard.copyRow(shard.find(key), row, 0);
              assertThat(row).isEqualTo(rows.get(key));
            });
  }

  @Test
  void writerRefusesKeysThatDoNotAscendUnsigned() throws IOException {
    try (SparseShardWriter writer =
        new SparseShardWriter(Files.newOutputStream(folder.resolve("a")), 1)) {
      writer.add(1, new float[1], 0);
      writer.add(-1, new float[1], 0);
      assertThat(writer.count()).isEqualTo(2);
      assertThatThrownBy(() -> writer.add(2, new float[1], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Key 0000000000000002 does not come after ffffffffffffffff");
    }
  }

  @Test
  void damagedFilesAreToldApart() throws IOException {
    Path file = write(rows(new Random(2), 2, 50), 2);
    byte[] good = Files.readAllBytes(file);
    assertDamaged(Arrays.copyOf(good, 11), 2, "it does not begin with QUERNROW");
    assertDamaged(
        Arrays.copyOf(good, good.length - 1),
        2,
        (good.length - 17) + " bytes of records, expected a multiple of 16");
    assertDamaged(good, 3, "rows of 2 floats, expected 3");
    byte[] newer = good.clone();
    newer[8] = 9;
    assertDamaged(newer, 2, "format 9, expected 1");
    byte[] unsorted = good.clone();
    System.arraycopy(good, 16, unsorted, 16 + 16 * 30, 8);
    assertDamaged(unsorted, 2, "the keys of records 29 and 30 do not ascend");
    System.arraycopy(good, 16, unsorted, good.length - 16, 8);
    assertDamaged(unsorted, 2, "the keys of records 0 and 1 do not ascend");
  }

  private void assertDamaged(byte[] bytes, int width, String message) throws IOException {
    Path file = Files.write(folder.resolve("damaged"), bytes);
    assertThatThrownBy(() -> SparseShard.open(file, Set.of(width)))
        .isInstanceOf(InvalidShardException.class)
        .hasMessage(message);
  }

  private Path write(TreeMap<Long, float[]> rows, int width) throws IOException {
    Path file = folder.resolve("shard");
    try (SparseShardWriter writer = new SparseShardWriter(Files.newOutputStream(file), width)) {
      for (long key : rows.keySet()) {
        writer.add(key, rows.get(key), 0);
      }
    }
    return file;
  }

  /** Mostly uniform keys; sometimes a dense run, and the smallest and largest. */
  private static TreeMap<Long, float[]> rows(Random random, int width, int count) {
    TreeMap<Long, float[]> rows = new TreeMap<>(Long::compareUnsigned);
    boolean runs = random.nextBoolean();
    boolean ends = random.nextBoolean();
    long run = random.nextLong();
    for (int i = 0; i < count; i++) {
      long key = runs && i % 2 == 0 ? run + i : random.nextLong();
      key = ends && i < 2 ? -i : key;
      float[] row = new float[width];
      for (int j = 0; j < width; j++) {
        row[j] = random.nextFloat();
      }
      rows.put(key, row);
    }
    return rows;
  }
}
