package io.quern.ps;

import java.io.IOException;

/** The other side does not speak the protocol, or bytes were damaged: the connection ends. */
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
