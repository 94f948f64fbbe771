package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.ps.PsCounters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a parameter server has done since the training began. Immutable; travels as bytes to the
 * driver. Says nothing of where the server was: a model does not depend on that.
 */
record ServerReport(PsCounters counters) {
  ServerReport {
    requireNonNull(counters, "counters is null");
  }

  /** Memory of all of them. */
  static long bytes(List<ServerReport> servers) {
    return servers.stream().mapToLong(server -> server.counters().bytes()).sum();
  }

  /** This report of a server that goes on with what another had done before. */
  ServerReport after(ServerReport before) {
    PsCounters earlier = before.counters();
    Map<Integer, PsCounters.Worker> workers = new TreeMap<>();
    Stream.concat(earlier.workers().stream(), counters.workers().stream())
        .forEach(worker -> workers.merge(worker.worker(), worker, ServerReport::sum));
    return new ServerReport(
        new PsCounters(
            counters.clock(),
            counters.rows(),
            counters.bytes(),
            earlier.admitted() + counters.admitted(),
            earlier.refused() + counters.refused(),
            earlier.evicted() + counters.evicted(),
            List.copyOf(workers.values())));
  }

  private static PsCounters.Worker sum(PsCounters.Worker a, PsCounters.Worker b) {
    return new PsCounters.Worker(
        a.worker(),
        a.pulls() + b.pulls(),
        a.rowsPulled() + b.rowsPulled(),
        a.pushes() + b.pushes(),
        a.rowsPushed() + b.rowsPushed());
  }

  /** An element of an epoch's {@code parameterServers} in {@code metrics.ndjson}. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("clock", counters.clock());
    json.put("rows", counters.rows());
    json.put("bytes", counters.bytes());
    json.put("admitted", counters.admitted());
    json.put("refused", counters.refused());
    json.put("evicted", counters.evicted());
    ArrayNode workers = json.putArray("workers");
    for (PsCounters.Worker worker : counters.workers()) {
      workers
          .addObject()
          .put("worker", worker.worker())
          .put("pulls", worker.pulls())
          .put("rowsPulled", worker.rowsPulled())
          .put("pushes", worker.pushes())
          .put("rowsPushed", worker.rowsPushed());
    }
    return json;
  }

  /** The encoding that {@link #fromBytes} reads. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(counters.clock());
      out.writeLong(counters.rows());
      out.writeLong(counters.bytes());
      out.writeLong(counters.admitted());
      out.writeLong(counters.refused());
      out.writeLong(counters.evicted());
      out.writeInt(counters.workers().size());
      for (PsCounters.Worker worker : counters.workers()) {
        out.writeInt(worker.worker());
        out.writeLong(worker.pulls());
        out.writeLong(worker.rowsPulled());
        out.writeLong(worker.pushes());
        out.writeLong(worker.rowsPushed());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static ServerReport fromBytes(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new ServerReport(
          new PsCounters(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              workers(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid report of " + bytes.length + " bytes", e);
    }
  }

  private static List<PsCounters.Worker> workers(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<PsCounters.Worker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      workers.add(
          new PsCounters.Worker(
              in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
    return workers;
  }
}
