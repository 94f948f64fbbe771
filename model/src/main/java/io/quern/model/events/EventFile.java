package io.quern.model.events;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * The content of an event file as TensorBoard reads it: a sequence of records, each an {@code
 * Event} message. A record is its length (uint64), the masked CRC-32C of these eight bytes, the
 * message, and the masked CRC-32C of the message; integers are little-endian. Confined to one
 * thread.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">
 *     TFRecords format details</a>
 */
public final class EventFile {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK_DELTA = 0xa282ead8;
  private static final int HEADER = Long.BYTES + Integer.BYTES;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A file that begins at {@code time}. */
  public EventFile(Instant time) {
    add(event(time).setFileVersion(VERSION).build());
  }

  /** The name that TensorBoard looks for, of a file that begins at {@code time}. */
  public static String name(Instant time) {
    return "events.out.tfevents.%010d.quern".formatted(time.getEpochSecond());
  }

  /**
   * A point of a curve; nothing for a value that is not a number.
   *
   * @param tag the curve; the part before a slash groups curves
   * @param step the point's place on the axis
   * @param value rounded to a float, as TensorBoard's scalars are
   */
  public void scalar(String tag, long step, Instant time, double value) {
    requireNonNull(tag, "tag is null");
    if (Double.isNaN(value)) {
      return;
    }
    Summary.Value point =
        Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
    add(event(time).setStep(step).setSummary(Summary.newBuilder().addValue(point)).build());
  }

  private static Event.Builder event(Instant time) {
    return Event.newBuilder().setWallTime(time.toEpochMilli() * 1e-3);
  }

  private void add(Event event) {
    byte[] message = event.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + message.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(message.length);
    record.putInt(maskedChecksum(record.array(), 0, Long.BYTES));
    record.put(message).putInt(maskedChecksum(message, 0, message.length));
    bytes.writeBytes(record.array());
  }

  /** TFRecord masks checksums, so that those of records which hold records stay good. */
  private static int maskedChecksum(byte[] data, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(data, offset, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }

  /** The whole file so far. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
