package io.quern.runtime.cluster;

import java.util.Arrays;

/** What a member of a training's cluster does. */
public enum Role {
  PARAMETER_SERVER(1, "parameter server"),
  WORKER(2, "worker");

  private final int wireCode;
  private final String noun;

  Role(int wireCode, String noun) {
    this.wireCode = wireCode;
    this.noun = noun;
  }

  /** How messages call such a role, e.g. {@code parameter server}. */
  public String noun() {
    return noun;
  }

  int wireCode() {
    return wireCode;
  }

  static Role ofWireCode(int code) {
    return Arrays.stream(values())
        .filter(role -> role.wireCode == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown role code: " + code));
  }
}
