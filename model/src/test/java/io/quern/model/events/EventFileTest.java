package io.quern.model.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Event;

/** Reads the file bit by bit, as the format's description says. */
final class EventFileTest {
  private static final Instant START = Instant.parse("2026-05-01T08:00:00.250Z");

  @Test
  void checksumsAreThoseOfTheFormatsDescription() {
    // CRC-32C of "123456789" is e3069283 in every catalogue of checksums.
    assertThat(slowChecksum("123456789".getBytes(UTF_8))).isEqualTo(0xe3069283);
  }

  @Test
  void aReaderFindsEveryPointInOrder() throws Exception {
    EventFile file = new EventFile(START);
    file.scalar("step/loss", 20, START.plusMillis(1500), 0.625);
    file.scalar("step/auc", 20, START, Double.NaN);
    file.scalar("epoch/validationAuc", 1, START.plusSeconds(2), 0.75);

    List<Event> events = read(file.toBytes());

    assertThat(events).hasSize(3);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(0).getWallTime()).isEqualTo(START.toEpochMilli() / 1000.0);
    assertThat(events.get(1).getStep()).isEqualTo(20);
    assertThat(events.get(1).getWallTime()).isEqualTo(START.toEpochMilli() / 1000.0 + 1.5);
    assertThat(events.get(1).getSummary().getValue(0).getTag()).isEqualTo("step/loss");
    assertThat(events.get(1).getSummary().getValue(0).getSimpleValue()).isEqualTo(0.625f);
    assertThat(events.get(2).getSummary().getValue(0).getTag()).isEqualTo("epoch/validationAuc");
  }

  @Test
  void theNameHoldsWhatTensorBoardLooksFor() {
    assertThat(EventFile.name(START)).isEqualTo("events.out.tfevents.1777622400.quern");
  }

  private static List<Event> read(byte[] file) throws Exception {
    List<Event> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = bytes(in, 8);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] message =
          bytes(in, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      assertThat(in.getInt()).isEqualTo(masked(message));
      events.add(Event.parseFrom(message));
    }
    return events;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static int masked(byte[] data) {
    int crc = slowChecksum(data);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** CRC-32C one bit at a time. */
  private static int slowChecksum(byte[] data) {
    int crc = 0xffffffff;
    for (byte value : data) {
      crc ^= value & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * 0x82f63b78);
      }
    }
    return ~crc;
  }
}
