package io.quern.runtime.cluster;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where a role of a run is found. Immutable; travels as bytes through the registry.
 *
 * @param index from 0 within its role
 * @param attempt of the role's task, ascending; the newest is the one that counts
 * @param generation of the run's cluster
 * @param host advertised to the other roles
 * @param port bound before registration; 0 for a role that does not listen
 * @param endpointId names the endpoint inside its JVM; empty for a role that does not listen
 */
public record RoleAddress(
    Role role, int index, int attempt, int generation, String host, int port, String endpointId) {

  public RoleAddress {
    requireNonNull(role, "role is null");
    requireNonNull(host, "host is null");
    requireNonNull(endpointId, "endpointId is null");
    if (index < 0 || attempt < 0 || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Invalid role address: index %d, attempt %d, port %d".formatted(index, attempt, port));
    }
  }

  /** {@code parameter server 1 at host:port}, for messages. */
  public String description() {
    return name() + " at " + host + (port == 0 ? "" : ":" + port);
  }

  /** {@code parameter server 1}, for messages. */
  public String name() {
    return role.noun() + " " + index;
  }

  /** Whether {@code other} is an older attempt of this very role and index. */
  boolean replaces(RoleAddress other) {
    return role == other.role && index == other.index && attempt > other.attempt;
  }

  /** The encoding that {@link #fromBytes} reads. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static RoleAddress fromBytes(byte[] bytes) {
    try {
      return readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid role address of " + bytes.length + " bytes", e);
    }
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(role.wireCode());
    out.writeInt(index);
    out.writeInt(attempt);
    out.writeInt(generation);
    out.writeUTF(host);
    out.writeInt(port);
    out.writeUTF(endpointId);
  }

  static RoleAddress readFrom(DataInput in) throws IOException {
    return new RoleAddress(
        Role.ofWireCode(in.readByte()),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readUTF(),
        in.readInt(),
        in.readUTF());
  }
}
