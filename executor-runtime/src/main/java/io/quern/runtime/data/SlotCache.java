package io.quern.runtime.data;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.runtime.data.ChunkHeader.Kind;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One worker's part of the source on its own machine, fitted and numbered: every epoch reads it
 * from here. Rows are ordered by (share, source partition, ordinal). Rows handed out are views;
 * none may be read after {@link #close}.
 */
public final class SlotCache implements AutoCloseable {
  private final FeatureMap features;
  private final int groupPlace;
  private final ChunkStore store;
  private final KeyNumbers keys = new KeyNumbers();
  private final TreeMap<ChunkHeader, Integer> chunks = new TreeMap<>();
  private final TreeMap<ChunkHeader, long[]> groups = new TreeMap<>();

  private SlotCache(FeatureMap features, int groupPlace, ChunkStore store) {
    this.features = features;
    this.groupPlace = groupPlace;
    this.store = store;
  }

  /**
   * Drains {@code chunks}, in whatever order they come.
   *
   * @param groupPlace of the encoded key that groups held-out rows; negative where none does
   * @param memoryLimit bytes of the heap for rows and the numbers of their keys. Rows that do not
   *     fit go to mapped files; the numbers stay on the heap, even where they alone take more
   * @param newFile makes a path for a temporary file
   */
  public static SlotCache read(
      FeatureMap features,
      int groupPlace,
      Iterator<byte[]> chunks,
      long memoryLimit,
      Supplier<File> newFile) {
    SlotCache cache = new SlotCache(features, groupPlace, new ChunkStore(memoryLimit, newFile));
    boolean complete = false;
    try {
      cache.fill(chunks);
      complete = true;
      return cache;
    } finally {
      if (!complete) {
        cache.close();
      }
    }
  }

  private void fill(Iterator<byte[]> arriving) {
    SlotEncoder encoder = new SlotEncoder(features, keys);
    while (arriving.hasNext()) {
      byte[] chunk = arriving.next();
      ChunkHeader header = ChunkHeader.of(chunk);
      if (header.kind() == Kind.FAULTS) {
        continue;
      }
      EncodedRows rows =
          EncodedRows.of(features.schema().encodedLayout(), ChunkHeader.payload(chunk));
      chunks.put(header, chunks.size());
      ByteBuffer encoded = encoder.encode(rows);
      store.reserve(keys.heapBytes());
      store.add(encoded);
      if (header.kind() == Kind.VALIDATION && groupPlace >= 0) {
        groups.put(header, groupsOf(rows));
      }
    }
    keys.seal();
    store.seal();
  }

  private long[] groupsOf(EncodedRows rows) {
    long[] keys = new long[rows.size()];
    Arrays.setAll(keys, row -> rows.key(row, groupPlace));
    return keys;
  }

  /** What the rows take, on the heap or in mapped files. */
  public long rowBytes() {
    return store.memoryUsed() + store.spilledBytes();
  }

  /** What rows and numbers of keys take of the heap. */
  long heapBytes() {
    return store.memoryUsed() + keys.heapBytes();
  }

  /** The rows to learn from. */
  public SlotBlocks training() {
    return blocks(Kind.TRAINING);
  }

  /** The rows held out; empty where there is no validation. */
  public SlotBlocks validation() {
    return blocks(Kind.VALIDATION);
  }

  /** By row held out, the key that groups it, as encoded; empty where none does. */
  public long[] validationGroups() {
    return groups.values().stream().flatMapToLong(Arrays::stream).toArray();
  }

  @Override
  public void close() {
    store.close();
  }

  private SlotBlocks blocks(Kind kind) {
    return SlotBlocks.of(
        keys,
        chunks.entrySet().stream()
            .filter(chunk -> chunk.getKey().kind() == kind)
            .map(Entry::getValue)
            .map(index -> SlotRows.of(features.layout(), store.get(index)))
            .toList());
  }
}
