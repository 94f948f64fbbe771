package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** Where a parameter server listens. */
public record PsAddress(String host, int port) implements Serializable {
  public PsAddress {
    requireNonNull(host, "host is null");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
