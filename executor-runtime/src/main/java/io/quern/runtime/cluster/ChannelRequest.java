package io.quern.runtime.cluster;

import io.quern.api.QuernException;

/** A question of a role to the driver, to be answered once; later answers are ignored. */
public interface ChannelRequest {
  /** What the role sent; the encoding is the parties' own affair. */
  byte[] payload();

  void reply(byte[] answer);

  /** Makes the role's {@code ask} throw this failure: code, message and hint arrive. */
  void fail(QuernException failure);
}
