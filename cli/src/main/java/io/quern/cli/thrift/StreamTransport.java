package io.quern.cli.thrift;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.thrift.transport.TTransportException;

/** Messages one behind the other, without frames: what clients call NOSASL. */
public final class StreamTransport extends MessageTransport {
  private final InputStream in;
  private final OutputStream out;

  public StreamTransport(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(requireNonNull(in, "in is null"));
    this.out = new BufferedOutputStream(requireNonNull(out, "out is null"));
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws TTransportException {
    try {
      int read = in.read(bytes, offset, length);
      if (read < 0) {
        throw new TTransportException(TTransportException.END_OF_FILE);
      }
      return read;
    } catch (IOException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws TTransportException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  public void flush() throws TTransportException {
    try {
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
