package io.quern.model.bundle;

import java.io.IOException;

/** A file is no sparse shard, or none of the expected kind; the message completes "damaged: …". */
public final class InvalidShardException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidShardException(String message) {
    super(message);
  }
}
