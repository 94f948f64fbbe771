package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureSchema;
import io.quern.runtime.data.ChunkHeader.Kind;
import io.quern.runtime.rows.InternalRowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Encodes one source partition into chunks, lazily: column 0 of a row is its label, the rest are
 * the features. Rows with a bad label are counted, not encoded. Confined to one task.
 */
final class ChunkEncoder implements Iterator<byte[]> {
  /** Of all open chunks of a kind together. */
  private static final int OPEN_BYTES = 1 << 23;

  private static final int SMALLEST_CHUNK_BYTES = 1 << 12;

  private final RowPlacement placement;
  private final int partition;
  private final Iterator<InternalRow> rows;
  private final Runnable alive;
  private final InternalRowReader reader;
  private final FeatureEncoder encoder;
  private final EncodedLayout layout;
  private final int chunkBytes;
  private final Map<Kind, OpenChunk[]> open = new EnumMap<>(Kind.class);
  private final Deque<byte[]> ready = new ArrayDeque<>();
  private LabelFaults faults = LabelFaults.NONE;
  private long ordinal;
  private boolean drained;

  /**
   * @param alive is called before every row and throws when the task has to stop
   */
  ChunkEncoder(
      FeatureSchema schema,
      RowPlacement placement,
      int partition,
      Iterator<InternalRow> rows,
      Runnable alive) {
    this.placement = placement;
    this.partition = partition;
    this.rows = rows;
    this.alive = alive;
    this.reader = new InternalRowReader(schema.columns(), 1);
    this.encoder = new FeatureEncoder(schema);
    this.layout = schema.encodedLayout();
    this.chunkBytes = Math.max(SMALLEST_CHUNK_BYTES, OPEN_BYTES / placement.shares());
    open.put(Kind.TRAINING, new OpenChunk[placement.shares()]);
    open.put(Kind.VALIDATION, new OpenChunk[placement.shares()]);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !drained) {
      alive.run();
      if (rows.hasNext()) {
        encode(rows.next());
      } else {
        drain();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void encode(InternalRow row) {
    long place = ordinal++;
    if (row.isNullAt(0)) {
      faults = faults.and(LabelText.NULL);
      return;
    }
    double label = row.getDouble(0);
    if (label != 0 && label != 1) {
      faults = faults.and(LabelText.of(label));
      return;
    }
    Kind kind = placement.isValidation(partition, place) ? Kind.VALIDATION : Kind.TRAINING;
    OpenChunk chunk = chunk(kind, placement.share(partition, place));
    reader.point(row);
    encoder.encode(reader, (float) label, chunk.rows);
    if (chunk.rows.byteSize() >= chunkBytes) {
      ready.add(chunk.close());
    }
  }

  private OpenChunk chunk(Kind kind, int share) {
    OpenChunk[] chunks = open.get(kind);
    if (chunks[share] == null) {
      chunks[share] = new OpenChunk(kind, share);
    }
    return chunks[share];
  }

  private void drain() {
    drained = true;
    for (OpenChunk[] chunks : open.values()) {
      for (OpenChunk chunk : chunks) {
        if (chunk != null && chunk.rows.size() > 0) {
          ready.add(chunk.close());
        }
      }
    }
    if (faults.rows() > 0) {
      ready.add(new ChunkHeader(Kind.FAULTS, 0, partition, 0).prepend(faults.toBytes()));
    }
  }

  /** Rows of one kind and share that wait to be many enough. */
  private final class OpenChunk {
    final EncodedRowsBuilder rows = new EncodedRowsBuilder(layout);
    private final Kind kind;
    private final int share;
    private int sequence;

    OpenChunk(Kind kind, int share) {
      this.kind = kind;
      this.share = share;
    }

    byte[] close() {
      EncodedRows built = rows.build();
      rows.clear();
      return new ChunkHeader(kind, share, partition, sequence++).prepend(built.bytes());
    }
  }
}
