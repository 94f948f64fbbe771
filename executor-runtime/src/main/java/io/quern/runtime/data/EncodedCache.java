package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import io.quern.runtime.data.ChunkHeader.Kind;
import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One worker's part of the source, encoded, on its own machine: every epoch reads it from here.
 * Rows are ordered by (share, source partition, ordinal). Rows handed out are views; none may be
 * read after {@link #close}.
 */
public final class EncodedCache implements AutoCloseable {
  private final ChunkStore store;
  private final EncodedBlocks training;
  private final EncodedBlocks validation;

  private EncodedCache(ChunkStore store, EncodedBlocks training, EncodedBlocks validation) {
    this.store = store;
    this.training = training;
    this.validation = validation;
  }

  /**
   * Drains {@code chunks}, in whatever order they come.
   *
   * @param memoryLimit bytes kept on the heap; more go to mapped files
   * @param newFile makes a path for a temporary file
   */
  public static EncodedCache read(
      EncodedLayout layout, Iterator<byte[]> chunks, long memoryLimit, Supplier<File> newFile) {
    ChunkStore store = new ChunkStore(memoryLimit, newFile);
    boolean complete = false;
    try {
      List<ChunkHeader> headers = new ArrayList<>();
      while (chunks.hasNext()) {
        byte[] chunk = chunks.next();
        headers.add(ChunkHeader.of(chunk));
        store.add(ChunkHeader.payload(chunk));
      }
      store.seal();
      EncodedCache cache =
          new EncodedCache(
              store,
              blocks(Kind.TRAINING, layout, headers, store),
              blocks(Kind.VALIDATION, layout, headers, store));
      complete = true;
      return cache;
    } finally {
      if (!complete) {
        store.close();
      }
    }
  }

  /** The rows to learn from. */
  public EncodedBlocks training() {
    return training;
  }

  /** The rows held out; empty where there is no validation. */
  public EncodedBlocks validation() {
    return validation;
  }

  @Override
  public void close() {
    store.close();
  }

  private static EncodedBlocks blocks(
      Kind kind, EncodedLayout layout, List<ChunkHeader> headers, ChunkStore store) {
    return EncodedBlocks.of(
        IntStream.range(0, headers.size())
            .boxed()
            .filter(index -> headers.get(index).kind() == kind)
            .sorted((a, b) -> headers.get(a).compareTo(headers.get(b)))
            .map(index -> EncodedRows.of(layout, store.get(index)))
            .toList());
  }
}
