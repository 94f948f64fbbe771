package io.quern.runtime.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All roles of a run, published once per generation when every one has registered. Immutable.
 *
 * @param parameterServers sorted by index, which is also their place in the list
 * @param workers sorted by index, which is also their place in the list
 */
public record ClusterSpec(
    int generation, List<RoleAddress> parameterServers, List<RoleAddress> workers) {

  public ClusterSpec {
    parameterServers = sorted(parameterServers, Role.PARAMETER_SERVER);
    workers = sorted(workers, Role.WORKER);
  }

  private static List<RoleAddress> sorted(List<RoleAddress> roles, Role expected) {
    List<RoleAddress> sorted =
        roles.stream().sorted(Comparator.comparingInt(RoleAddress::index)).toList();
    for (int place = 0; place < sorted.size(); place++) {
      RoleAddress role = sorted.get(place);
      if (role.role() != expected || role.index() != place) {
        throw new IllegalArgumentException(
            "Expected %s %d, found %s".formatted(expected.noun(), place, role.description()));
      }
    }
    return sorted;
  }

  /** The encoding that {@link #fromBytes} reads. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(generation);
      write(parameterServers, out);
      write(workers, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void write(List<RoleAddress> roles, DataOutputStream out) throws IOException {
    out.writeInt(roles.size());
    for (RoleAddress role : roles) {
      role.writeTo(out);
    }
  }

  static ClusterSpec fromBytes(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new ClusterSpec(in.readInt(), read(in), read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid cluster spec of " + bytes.length + " bytes", e);
    }
  }

  private static List<RoleAddress> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<RoleAddress> roles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      roles.add(RoleAddress.readFrom(in));
    }
    return roles;
  }
}
