package io.quern.bench.kernels;

import io.quern.ps.ParameterServer;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.ps.PsCounters;
import io.quern.ps.PushStamp;
import io.quern.ps.SparseRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * A table while it grows: its bytes off the heap beside its payload, weights and optimizer state as
 * 4-byte floats without the key; rows a second of one thread; in the end what saving it takes.
 */
@CommandLine.Command(name = "bench/table", showDefaultValues = true)
public final class TableBench implements Callable<Integer> {
  private static final int BATCH = 32_768;
  private static final int STEPS = 20;
  private static final float[] NO_DENSE = new float[0];

  @Option(names = "--rows", description = "The table's rows in the end.")
  private int rows = 4_000_000;

  @Option(names = "--rules", split = ",", description = "Optimizers.")
  private Rule[] rules = {Rule.LAZY_ADAM, Rule.ROW_WISE_ADAGRAD};

  private final long[] keys = new long[BATCH];
  private final float[] values = new float[BATCH * RowBatches.WIDTH];
  private long step;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TableBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%-18s %11s %9s %9s %28s %9s %9s%n",
        "rows of 1 + 16",
        "rows to",
        "M new/s",
        "bytes/row",
        "/ payload: least, mean, most",
        "M pull/s",
        "M push/s");
    for (Rule rule : rules) {
      try (ParameterServer server = new ParameterServer(ServerShape.server(rule));
          PsClient client = PsClients.inProcess(List.of(server), 0)) {
        grow(rule, server, client);
        save(rule, server);
      }
    }
    return 0;
  }

  private void grow(Rule rule, ParameterServer server, PsClient client) {
    Span span = new Span(ServerShape.payloadBytes(rule));
    int until = 16 * BATCH;
    for (int size = BATCH; size <= rows; size += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        keys[i] = key(size - BATCH + i);
      }
      span.inserting(() -> client.pull(batch()));
      span.add(server.counters());
      if (size + BATCH > Math.min(until, rows)) {
        span.print(rule, use(client, size, true), use(client, size, false));
        span = new Span(ServerShape.payloadBytes(rule));
        until *= 4;
      }
    }
  }

  /** Millions of rows a second of random batches, each pulled, then pushed to. */
  private double use(PsClient client, int size, boolean pulls) {
    SplittableRandom random = new SplittableRandom(3);
    long nanos = 0;
    for (int i = 0; i < STEPS; i++) {
      chooseDistinct(random, size);
      long start = System.nanoTime();
      client.pull(batch());
      long pulled = System.nanoTime();
      client.push(new PushStamp(0, 0, 0, step++), List.of(batch()), NO_DENSE);
      nanos += pulls ? pulled - start : System.nanoTime() - pulled;
    }
    return STEPS * BATCH * 1e3 / nanos;
  }

  /** One of each stretch of the rows, the stretches in random order. */
  private void chooseDistinct(SplittableRandom random, int size) {
    int stretch = size / BATCH;
    for (int i = 0; i < BATCH; i++) {
      keys[i] = key(i * stretch + random.nextInt(stretch));
    }
    for (int i = BATCH - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swapped = keys[i];
      keys[i] = keys[j];
      keys[j] = swapped;
    }
  }

  /** Well mixed and different for different rows: the first number of a generator so seeded. */
  private static long key(int row) {
    return new SplittableRandom(row).nextLong();
  }

  private SparseRows batch() {
    return new SparseRows(0, keys, BATCH, values);
  }

  private static void save(Rule rule, ParameterServer server) throws IOException {
    Path file = Files.createTempFile("quern-bench-", ".state");
    try {
      long start = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        server.save(out);
      }
      double saving = (System.nanoTime() - start) / 1e9;
      float[] sum = new float[1];
      start = System.nanoTime();
      server.export(0, (key, weights) -> sum[0] += weights[0]);
      double exporting = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%-18s saved to a local file in %.2f s, %.0f MB/s; rows visited in key order in %.2f s, %.2f"
              + " M rows/s (%.0f)%n",
          rule,
          saving,
          Files.size(file) / saving / 1e6,
          exporting,
          server.counters().rows() / exporting / 1e6,
          sum[0]);
    } finally {
      Files.delete(file);
    }
  }

  /** What was seen between two sizes. */
  private static final class Span {
    private final int payload;
    private PsCounters last;
    private double least = Double.MAX_VALUE;
    private double most;
    private double sum;
    private int count;
    private long insertNanos;

    Span(int payload) {
      this.payload = payload;
    }

    void inserting(Runnable insert) {
      long start = System.nanoTime();
      insert.run();
      insertNanos += System.nanoTime() - start;
    }

    void add(PsCounters counters) {
      double ratio = (double) counters.bytes() / counters.rows() / payload;
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
      sum += ratio;
      count++;
      last = counters;
    }

    void print(Rule rule, double pulls, double pushes) {
      System.out.printf(
          Locale.ROOT,
          "%-18s %11d %9.2f %9.1f %14.3f %6.3f %6.3f %9.2f %9.2f%n",
          rule,
          last.rows(),
          1e3 * count * BATCH / insertNanos,
          (double) last.bytes() / last.rows(),
          least,
          sum / count,
          most,
          pulls,
          pushes);
    }
  }
}
