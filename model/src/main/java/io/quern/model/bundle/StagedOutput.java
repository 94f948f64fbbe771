package io.quern.model.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Writes one staged file, buffered, and keeps its size and checksum. Forced to disk when closed.
 * Confined to one thread.
 *
 * <p>Failures are {@link io.quern.api.QuernException}s: {@code AUTH} or {@code STORAGE}.
 */
public final class StagedOutput extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Storage storage;
  private final Path file;
  private final String name;
  private final Consumer<FileEntry> whenClosed;
  private final FSDataOutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final CRC32C checksum = new CRC32C();
  private int buffered;
  private long size;
  private FileEntry entry;

  /**
   * @param name relative to {@code folder}
   * @param whenClosed receives the finished file
   */
  StagedOutput(Storage storage, Path folder, String name, Consumer<FileEntry> whenClosed) {
    this.storage = storage;
    this.file = new Path(folder, new FileEntry(name, 0, 0).name());
    this.name = name;
    this.whenClosed = whenClosed;
    this.out = storage.create(file);
  }

  @Override
  public void write(int value) {
    if (buffered == buffer.length) {
      flushBuffer();
    }
    buffer[buffered++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      if (buffered == buffer.length) {
        flushBuffer();
      }
      int part = Math.min(length - done, buffer.length - buffered);
      System.arraycopy(bytes, offset + done, buffer, buffered, part);
      buffered += part;
      done += part;
    }
  }

  private void flushBuffer() {
    try {
      out.write(buffer, 0, buffered);
    } catch (IOException e) {
      throw storage.cannotWrite(file, e);
    }
    checksum.update(buffer, 0, buffered);
    size += buffered;
    buffered = 0;
  }

  @Override
  public void close() {
    if (entry != null) {
      return;
    }
    try (FSDataOutputStream closing = out) {
      flushBuffer();
      if (closing.hasCapability(StreamCapabilities.HSYNC)) {
        closing.hsync();
      }
    } catch (IOException e) {
      throw storage.cannotWrite(file, e);
    }
    entry = new FileEntry(name, size, (int) checksum.getValue());
    whenClosed.accept(entry);
  }

  /** What the manifest needs to know; only after {@link #close}. */
  public FileEntry entry() {
    if (entry == null) {
      throw new IllegalStateException("'" + name + "' is not closed yet");
    }
    return entry;
  }
}
