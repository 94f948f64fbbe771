package io.quern.bench.kernels;

import io.quern.ps.ParameterServer;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.ps.PsSecret;
import io.quern.ps.PushStamp;
import io.quern.ps.SparseRows;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** A table that holds all its rows already, and the one worker that uses it. */
final class ServedTable implements AutoCloseable {
  private static final float[] NO_DENSE = new float[0];

  private final RowBatches batches = new RowBatches();
  private final float[] values = new float[RowBatches.ROWS * RowBatches.WIDTH];
  private final long[][] keys = new long[RowBatches.count()][];
  private final AutoCloseable server;
  private final PsClient client;
  private long step;

  private ServedTable(AutoCloseable server, PsClient client) {
    this.server = server;
    this.client = client;
    long[] all = new Random(1).longs(RowBatches.TABLE_ROWS).toArray();
    for (int batch = 0; batch < keys.length; batch++) {
      keys[batch] = new long[RowBatches.ROWS];
      int[] rows = batches.rows(batch);
      for (int i = 0; i < rows.length; i++) {
        keys[batch][i] = all[rows[i]];
      }
    }
    fill(all);
  }

  static ServedTable inProcess(Rule rule) {
    ParameterServer server = new ParameterServer(ServerShape.server(rule));
    return new ServedTable(server, PsClients.inProcess(List.of(server), 0));
  }

  static ServedTable overLoopback(Rule rule) throws IOException {
    PsSecret secret = PsSecret.random();
    ServerProcess process = ServerProcess.start(rule, secret);
    return new ServedTable(
        process, PsClients.connect(List.of(process.address()), ServerShape.client(rule), secret));
  }

  private void fill(long[] all) {
    long[] some = new long[RowBatches.ROWS];
    for (int from = 0; from < all.length; from += some.length) {
      int count = Math.min(some.length, all.length - from);
      System.arraycopy(all, from, some, 0, count);
      client.pull(new SparseRows(0, some, count, values));
    }
  }

  /** Turns to the next batch. */
  void advance() {
    batches.advance();
  }

  float[] pull() {
    client.pull(rows());
    return values;
  }

  /** The gradients are the weights pulled last: numbers as good as any. */
  long push() {
    client.push(new PushStamp(0, 0, 0, step++), List.of(rows()), NO_DENSE);
    return step;
  }

  private SparseRows rows() {
    return new SparseRows(0, keys[batches.index()], RowBatches.ROWS, values);
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
  }
}
