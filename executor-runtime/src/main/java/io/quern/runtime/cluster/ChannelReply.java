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
 * Bytes of an answer: a value, or a failure. Failures travel as code and texts, because an
 * exception's class may be unknown to the class loader of Spark's RPC on the other side.
 */
final class ChannelReply {
  private static final int VALUE = 0;
  private static final int FAILURE = 1;

  private ChannelReply() {}

  static byte[] value(byte[] value) {
    byte[] reply = new byte[value.length + 1];
    reply[0] = VALUE;
    System.arraycopy(value, 0, reply, 1, value.length);
    return reply;
  }

  static byte[] failure(QuernException failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FAILURE);
      FailureBytes.write(failure, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** The value; throws the failure. */
  static byte[] open(byte[] reply) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(reply))) {
      if (in.readByte() == FAILURE) {
        throw FailureBytes.read(in);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.INTERNAL, "Invalid channel reply of " + reply.length + " bytes", e);
    }
  }
}
