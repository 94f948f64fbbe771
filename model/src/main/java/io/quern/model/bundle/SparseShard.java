package io.quern.model.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The rows of one shard file, mapped into memory. Immutable and thread-safe; unmapped when no
 * longer reachable.
 */
public final class SparseShard {
  static final int HEADER_BYTES = 16;

  /** "QUERNROW" as its bytes stand in the file, read little-endian. */
  static final long MAGIC = 0x574F524E52455551L;

  static final int FORMAT_VERSION = 1;

  private static final long SEGMENT_BYTES = 1L << 30;

  private final int width;
  private final ShardRecords records;
  private final PrefixIndex index;

  private SparseShard(int width, ShardRecords records, PrefixIndex index) {
    this.width = width;
    this.records = records;
    this.index = index;
  }

  /**
   * Maps a shard file, which must not change from now on.
   *
   * @param widths that its rows may have, in floats
   * @throws InvalidShardException when it is no shard of such rows
   */
  public static SparseShard open(Path file, Collection<Integer> widths) throws IOException {
    return open(file, widths, SEGMENT_BYTES);
  }

  /**
   * @param segmentBytes at most so many are mapped at once
   */
  static SparseShard open(Path file, Collection<Integer> widths, long segmentBytes)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int width = readHeader(channel, widths);
      ShardRecords records = ShardRecords.map(channel, HEADER_BYTES, width, segmentBytes);
      return new SparseShard(width, records, PrefixIndex.of(records.size(), records::key));
    }
  }

  private static int readHeader(FileChannel channel, Collection<Integer> widths)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining() && channel.read(header) >= 0) {
      // A read may be short.
    }
    if (header.hasRemaining()) {
      throw new InvalidShardException("it does not begin with QUERNROW");
    }
    return width(header, widths);
  }

  /**
   * Checks a little-endian header.
   *
   * @param widths that rows may have
   * @return that of the file's rows
   */
  static int width(ByteBuffer header, Collection<Integer> widths) throws InvalidShardException {
    if (header.getLong(0) != MAGIC) {
      throw new InvalidShardException("it does not begin with QUERNROW");
    }
    if (header.getInt(8) != FORMAT_VERSION) {
      throw new InvalidShardException(
          "format %d, expected %d".formatted(header.getInt(8), FORMAT_VERSION));
    }
    int width = header.getInt(12);
    if (!widths.contains(width)) {
      String expected =
          widths.stream().sorted().map(Object::toString).collect(Collectors.joining(" or "));
      throw new InvalidShardException("rows of %d floats, expected %s".formatted(width, expected));
    }
    return width;
  }

  /** Number of rows. */
  public int size() {
    return records.size();
  }

  /** Floats of a row. */
  public int width() {
    return width;
  }

  /** The key of a row; ascending with its number, unsigned. */
  public long key(int number) {
    return records.key(number);
  }

  /** The number of the row with that key, or −1. */
  public int find(long key) {
    return index.find(key);
  }

  /** Reads a value of the row that the search for a key begins with. */
  long touch(long key) {
    return records.key(Math.min(index.start(key), records.size() - 1));
  }

  /** Copies a row by its number. */
  public void copyRow(int number, float[] target, int offset) {
    records.copyRow(number, target, offset);
  }

  void copyRow(int number, int first, int count, FloatBuffer target, int at) {
    records.copyRow(number, first, count, target, at);
  }

  float value(int number, int index) {
    return records.value(number, index);
  }
}
