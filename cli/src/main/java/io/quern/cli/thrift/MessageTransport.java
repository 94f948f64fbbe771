package io.quern.cli.thrift;

import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * What transports of one connection share: they are open from the start, and messages have a limit.
 */
abstract class MessageTransport extends TTransport {
  /** A statement of this length is a mistake, or worse. */
  static final int MOST_BYTES = 64 << 20;

  private final TConfiguration configuration =
      new TConfiguration(MOST_BYTES, MOST_BYTES, TConfiguration.DEFAULT_RECURSION_DEPTH);

  @Override
  public final boolean isOpen() {
    return true;
  }

  @Override
  public final void open() {}

  /** The connection's owner closes the socket. */
  @Override
  public final void close() {}

  @Override
  public final TConfiguration getConfiguration() {
    return configuration;
  }

  @Override
  public final void updateKnownMessageSize(long size) throws TTransportException {
    checkReadBytesAvailable(size);
  }

  @Override
  public final void checkReadBytesAvailable(long bytes) throws TTransportException {
    if (bytes > mostToRead()) {
      throw new TTransportException(
          TTransportException.CORRUPTED_DATA, "A message is longer than it can be");
    }
  }

  /** So many bytes at most are still to come in this message. */
  abstract long mostToRead();
}
