package io.quern.runtime.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;

/**
 * What stands before the payload of a chunk. Chunks travel through Spark as plain byte arrays, so
 * that no serializer setting of the application matters.
 *
 * <p>Chunks sorted by their headers hold rows in the order of (kind, share, source partition,
 * ordinal), whatever order they arrived in.
 *
 * @param partition of the source
 * @param sequence 0-based, ascending with the rows' ordinals within (kind, share, partition)
 */
record ChunkHeader(Kind kind, int share, int partition, int sequence)
    implements Comparable<ChunkHeader> {

  /** What the payload is. */
  enum Kind {
    /** Encoded rows to learn from. */
    TRAINING,
    /** Encoded rows held out. */
    VALIDATION,
    /** {@link LabelFaults} of a source partition. */
    FAULTS
  }

  /** A multiple of 8, so that payload numbers stay aligned. */
  static final int BYTES = 16;

  private static final Kind[] KINDS = Kind.values();
  private static final Comparator<ChunkHeader> ORDER =
      Comparator.comparing(ChunkHeader::kind)
          .thenComparingInt(ChunkHeader::share)
          .thenComparingInt(ChunkHeader::partition)
          .thenComparingInt(ChunkHeader::sequence);

  /** Header and payload as one array; {@code payload}'s position is left as it is. */
  byte[] prepend(ByteBuffer payload) {
    byte[] chunk = new byte[BYTES + payload.remaining()];
    ByteBuffer.wrap(chunk)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(kind.ordinal())
        .putInt(share)
        .putInt(partition)
        .putInt(sequence)
        .put(payload.duplicate());
    return chunk;
  }

  static ChunkHeader of(byte[] chunk) {
    ByteBuffer header = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    return new ChunkHeader(
        KINDS[header.getInt()], header.getInt(), header.getInt(), header.getInt());
  }

  /** A view of what follows the header. */
  static ByteBuffer payload(byte[] chunk) {
    return ByteBuffer.wrap(chunk, BYTES, chunk.length - BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int compareTo(ChunkHeader other) {
    return ORDER.compare(this, other);
  }
}
