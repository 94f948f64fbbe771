package io.quern.cli.thrift;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.thrift.transport.TTransportException;

/** A message is one or more frames, each with its length in four bytes: what follows on SASL. */
public final class FramedTransport extends MessageTransport {
  private static final byte[] NOTHING = new byte[0];

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private byte[] frame = NOTHING;
  private int place;

  public FramedTransport(InputStream in, OutputStream out) {
    this.in = new DataInputStream(requireNonNull(in, "in is null"));
    this.out = new DataOutputStream(requireNonNull(out, "out is null"));
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws TTransportException {
    while (place == frame.length) {
      frame = readFrame();
      place = 0;
    }
    int read = Math.min(length, frame.length - place);
    System.arraycopy(frame, place, bytes, offset, read);
    place += read;
    return read;
  }

  private byte[] readFrame() throws TTransportException {
    try {
      int length = in.readInt();
      if (length < 0 || length > MOST_BYTES) {
        throw new TTransportException(
            TTransportException.CORRUPTED_DATA, "Invalid length of a frame: " + length);
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new TTransportException(TTransportException.END_OF_FILE);
      }
      return bytes;
    } catch (EOFException e) {
      throw new TTransportException(TTransportException.END_OF_FILE, e);
    } catch (IOException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    written.write(bytes, offset, length);
  }

  @Override
  public void flush() throws TTransportException {
    try {
      byte[] bytes = written.toByteArray();
      written.reset();
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  long mostToRead() {
    return MOST_BYTES;
  }
}
