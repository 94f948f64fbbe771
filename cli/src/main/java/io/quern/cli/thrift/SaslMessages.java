package io.quern.cli.thrift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;

/** Thrift's messages around SASL: a status, a length, that many bytes. */
public final class SaslMessages {
  public static final int START = 1;
  public static final int OK = 2;
  public static final int BAD = 3;
  public static final int ERROR = 4;
  public static final int COMPLETE = 5;

  /** Tickets of Kerberos are a few kilobytes. */
  private static final int MOST_BYTES = 1 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  /** One of them. */
  public record Message(int status, byte[] payload) {}

  public SaslMessages(InputStream in, OutputStream out) {
    this.in = new DataInputStream(requireNonNull(in, "in is null"));
    this.out = new DataOutputStream(requireNonNull(out, "out is null"));
  }

  public Message read() throws IOException {
    int status = in.readUnsignedByte();
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new ProtocolException("Invalid length of a SASL message: " + length);
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Message(status, payload);
  }

  public void write(int status, byte[] payload) throws IOException {
    out.writeByte(status);
    out.writeInt(payload.length);
    out.write(payload);
    out.flush();
  }

  /** The last word: the client shows it. */
  public void refuse(String reason) throws IOException {
    write(BAD, reason.getBytes(UTF_8));
  }
}
