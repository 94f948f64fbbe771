package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a role tells the driver's control. A parameter server: it is ready, or what its last command
 * gave, and waits for the next command. Any role: why it ends the run.
 *
 * @param body the command's value, or the encoded failure; empty when ready
 */
@SuppressWarnings("ArrayRecordComponent") // a message; never compared
record ControlMessage(Kind kind, int index, byte[] body) {

  enum Kind {
    READY,
    DONE,
    FAILED,
    ENDS
  }

  static ControlMessage ready(int index) {
    return new ControlMessage(Kind.READY, index, new byte[0]);
  }

  static ControlMessage done(int index, byte[] value) {
    return new ControlMessage(Kind.DONE, index, value);
  }

  static ControlMessage failed(int index, QuernException failure) {
    return new ControlMessage(Kind.FAILED, index, ChannelReply.failure(failure));
  }

  static ControlMessage ends(int index, QuernException reason) {
    return new ControlMessage(Kind.ENDS, index, ChannelReply.failure(reason));
  }

  /** The failure of {@code FAILED} and {@code ENDS}. */
  QuernException failure() {
    try {
      ChannelReply.open(body);
    } catch (QuernException failure) {
      return failure;
    }
    throw new IllegalStateException("No failure in a message of kind " + kind);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 5);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.ordinal());
      out.writeInt(index);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static ControlMessage fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Kind kind = Kind.values()[in.readUnsignedByte()];
      return new ControlMessage(kind, in.readInt(), in.readAllBytes());
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.INTERNAL, "Invalid control message of " + bytes.length + " bytes", e);
    }
  }
}
