package io.quern.runtime.data;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Rows whose label is neither 0 nor 1.
 *
 * @param first the label of the first of them, as users write it; empty when there is none
 */
record LabelFaults(long rows, String first) implements Serializable {
  static final LabelFaults NONE = new LabelFaults(0, "");

  LabelFaults {
    requireNonNull(first, "first is null");
  }

  /** These and one row more. */
  LabelFaults and(String label) {
    return merge(new LabelFaults(1, label));
  }

  LabelFaults merge(LabelFaults later) {
    return new LabelFaults(rows + later.rows, rows == 0 ? later.first : first);
  }

  ByteBuffer toBytes() {
    byte[] text = first.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length).putLong(rows).put(text).flip();
  }

  static LabelFaults of(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    return new LabelFaults(in.getLong(), StandardCharsets.UTF_8.decode(in).toString());
  }
}
