package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the requests of one connection. Confined to its thread; buffers are reused. */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final ParameterServer server;
  private final PsLimits limits;
  private final int worker;
  private final Workspace workspace;
  private final long[][] keys;
  private final float[][] values;
  private final Occurrences[] seen;
  private final float[] dense;

  Requests(ParameterServer server, PsLimits limits, int worker) {
    List<TableConfig> tables = server.config().tables();
    this.server = server;
    this.limits = limits;
    this.worker = worker;
    this.workspace = new Workspace(tables);
    this.keys = new long[tables.size()][0];
    this.values = new float[tables.size()][0];
    this.seen = new Occurrences[tables.size()];
    Arrays.fill(seen, Occurrences.ONCE);
    this.dense = new float[server.denseLength()];
  }

  /**
   * Answers a request.
   *
   * @throws ProtocolException when it is none
   */
  void answer(FrameReader request, FrameWriter reply) throws ProtocolException {
    reply.begin(request.id(), Wire.DONE);
    try {
      perform(request, reply);
    } catch (QuernException e) {
      fail(request.id(), reply, e);
    } catch (RuntimeException e) {
      LOG.warn("A request of worker {} failed", worker, e);
      fail(request.id(), reply, new QuernException(ErrorCode.INTERNAL, "Request failed: " + e));
    }
  }

  private void perform(FrameReader request, FrameWriter reply) throws ProtocolException {
    switch (request.kind()) {
      case Wire.PULL -> {
        SparseRows rows = readKeys(request);
        if (table(rows).admission().counts()) {
          readShows(request, rows);
        }
        server.pull(worker, rows, workspace);
        reply.putFloats(rows.values(), 0, rows.count() * width(rows.table()));
      }
      case Wire.READ -> {
        SparseRows rows = readKeys(request);
        server.read(worker, rows, workspace);
        reply.putFloats(rows.values(), 0, rows.count() * width(rows.table()));
      }
      case Wire.PULL_DENSE -> {
        server.pullDense(dense, 0);
        reply.putFloats(dense, 0, dense.length);
      }
      case Wire.PUSH -> push(request);
      case Wire.SET_RATES -> server.setLearningRates(request.getFloat(), request.getFloat());
      default -> throw new ProtocolException("Unknown request " + request.kind());
    }
  }

  private void push(FrameReader request) throws ProtocolException {
    PushStamp stamp =
        new PushStamp(request.getInt(), request.getInt(), request.getInt(), request.getLong());
    int length = request.getInt();
    if (length != dense.length) {
      throw new ProtocolException("Push brings " + length + " dense values, not " + dense.length);
    }
    request.getFloats(dense, 0, length);
    int tables = request.getInt();
    List<SparseRows> sparse = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      SparseRows rows = readKeys(request);
      request.getFloats(rows.values(), 0, rows.count() * width(rows.table()));
      if (table(rows).eviction().scores()) {
        readShowsAndClicks(request, rows);
      }
      sparse.add(rows);
    }
    server.push(stamp, sparse, dense, 0, workspace);
  }

  private SparseRows readKeys(FrameReader request) throws ProtocolException {
    int table = request.getInt();
    int count = request.getInt();
    if (table < 0 || table >= keys.length) {
      throw new ProtocolException("Table " + table + " does not exist");
    }
    if (count < 0 || count > limits.keys()) {
      throw new ProtocolException(
          "Request of %d keys is outside 0 to %d keys".formatted(count, limits.keys()));
    }
    request.require(8L * count);
    makeRoom(table, count);
    request.getLongs(keys[table], count);
    SparseRows rows = new SparseRows(table, keys[table], count, values[table], seen[table]);
    requireOwnKeys(rows);
    return rows;
  }

  private static void readShows(FrameReader request, SparseRows rows) throws ProtocolException {
    request.require(4L * rows.count());
    for (int i = 0; i < rows.count(); i++) {
      rows.occurrences().shows()[i] = request.getInt();
    }
  }

  private static void readShowsAndClicks(FrameReader request, SparseRows rows)
      throws ProtocolException {
    request.require(8L * rows.count());
    for (int i = 0; i < rows.count(); i++) {
      rows.occurrences().shows()[i] = request.getInt();
      rows.occurrences().clicks()[i] = request.getInt();
    }
  }

  private TableConfig table(SparseRows rows) {
    return server.config().tables().get(rows.table());
  }

  private void makeRoom(int table, int count) {
    if (keys[table].length < count) {
      int larger = Math.max(count, (int) Math.min(limits.keys(), keys[table].length * 3L / 2));
      keys[table] = new long[larger];
      values[table] = new float[Math.multiplyExact(larger, width(table))];
      if (server.config().tables().get(table).countsOccurrences()) {
        seen[table] = new Occurrences(new int[larger], new int[larger]);
      }
    }
  }

  private void requireOwnKeys(SparseRows rows) throws ProtocolException {
    ShardOrder order = workspace.sort(rows);
    if (server.share(rows.table(), order) != rows.count()) {
      throw new ProtocolException("Request has keys of another server");
    }
  }

  private int width(int table) {
    return server.config().tables().get(table).width();
  }

  private static void fail(long id, FrameWriter reply, QuernException e) {
    reply.begin(id, Wire.FAILED);
    reply.putText(e.code().name()).putText(e.getMessage()).putText(e.hint().orElse(""));
  }
}
