package io.quern.runtime.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.storage.StorageUtils;

/**
 * Byte blocks that are written once and read often: on the heap up to a limit, the rest in mapped
 * local files. A file is deleted as soon as it is mapped, so that no way of ending leaves one
 * behind. Confined to one thread until {@link #seal}, then safe to read from any.
 */
final class ChunkStore implements AutoCloseable {
  private static final long SEGMENT_BYTES = 1L << 30;

  private final long memoryLimit;
  private final Supplier<File> newFile;
  private final List<ByteBuffer> inMemory = new ArrayList<>();

  /** By index in {@link #inMemory} the number of the block. */
  private final List<Integer> blocksInMemory = new ArrayList<>();

  private final List<Place> places = new ArrayList<>();
  private final List<MappedByteBuffer> segments = new ArrayList<>();
  private long memoryUsed;
  private long reserved;
  private OpenSegment segment;

  /**
   * @param memoryLimit bytes kept on the heap
   * @param newFile makes a path for a temporary file
   */
  ChunkStore(long memoryLimit, Supplier<File> newFile) {
    this.memoryLimit = memoryLimit;
    this.newFile = newFile;
  }

  /** Takes over {@code bytes}; its number is the count of blocks before it. */
  void add(ByteBuffer bytes) {
    if (memoryUsed + reserved + bytes.remaining() <= memoryLimit) {
      memoryUsed += bytes.remaining();
      blocksInMemory.add(places.size());
      places.add(new Place(-1, inMemory.size(), bytes.remaining()));
      inMemory.add(bytes);
    } else {
      places.add(spill(bytes));
    }
  }

  /**
   * Leaves so many bytes of the limit to others, instead of those left before. Blocks that have no
   * room then move to files, the newest first. Not after {@link #seal}.
   */
  void reserve(long bytes) {
    reserved = bytes;
    while (memoryUsed + reserved > memoryLimit && !inMemory.isEmpty()) {
      ByteBuffer newest = inMemory.remove(inMemory.size() - 1);
      memoryUsed -= newest.remaining();
      places.set(blocksInMemory.remove(blocksInMemory.size() - 1), spill(newest));
    }
  }

  /** Ends writing. */
  void seal() {
    try {
      mapSegment();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot map encoded rows from local disk", e);
    }
  }

  /** A view of block {@code index}. */
  ByteBuffer get(int index) {
    Place place = places.get(index);
    return place.segment < 0
        ? inMemory.get(place.offset)
        : segments.get(place.segment).slice(place.offset, place.length);
  }

  /** Bytes of the blocks on the heap. */
  long memoryUsed() {
    return memoryUsed;
  }

  long spilledBytes() {
    return segments.stream().mapToLong(ByteBuffer::capacity).sum();
  }

  /** Frees files and mappings; views handed out must not be read any more. */
  @Override
  public void close() {
    if (segment != null) {
      segment.discard();
      segment = null;
    }
    segments.forEach(StorageUtils::dispose);
    segments.clear();
    inMemory.clear();
  }

  private Place spill(ByteBuffer bytes) {
    try {
      if (segment != null && segment.length + bytes.remaining() > SEGMENT_BYTES) {
        mapSegment();
      }
      if (segment == null) {
        segment = OpenSegment.create(newFile.get());
      }
      Place place = new Place(segments.size(), (int) segment.length, bytes.remaining());
      segment.append(bytes);
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write encoded rows to local disk", e);
    }
  }

  private void mapSegment() throws IOException {
    if (segment != null) {
      segments.add(segment.map());
      segment.discard();
      segment = null;
    }
  }

  /** Where a block lies: in a segment at a byte offset, or (segment -1) in the memory list. */
  private record Place(int segment, int offset, int length) {}

  private static final class OpenSegment {
    private final File file;
    private final FileChannel channel;
    private long length;

    private OpenSegment(File file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    static OpenSegment create(File file) throws IOException {
      return new OpenSegment(
          file,
          FileChannel.open(
              file.toPath(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE));
    }

    void append(ByteBuffer bytes) throws IOException {
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        length += channel.write(rest);
      }
    }

    MappedByteBuffer map() throws IOException {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
    }

    void discard() {
      try (channel) {
        Files.deleteIfExists(file.toPath());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete the temporary file " + file, e);
      }
    }
  }
}
