package io.quern.ps;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows per second of pull and push on one caller thread, in process and over loopback: run its main
 * method. Batches of random keys of a table that holds them all.
 */
final class PsThroughput {
  private static final Logger LOG = LoggerFactory.getLogger(PsThroughput.class);
  private static final int TABLE_ROWS = 1_000_000;
  private static final int BATCH_ROWS = 60_000;
  private static final int STEPS = 40;
  private static final int ROUNDS = 5;

  private final long[] keys = new Random(1).longs(TABLE_ROWS).toArray();
  private final long[] batch = new long[BATCH_ROWS];
  private final float[] values;
  private final Random random = new Random(2);
  private long step;

  private PsThroughput(int width) {
    values = new float[BATCH_ROWS * width];
  }

  /**
   * Measures.
   *
   * @param arguments the rows' width, 17 where not given
   */
  public static void main(String[] arguments) {
    int width = arguments.length == 0 ? 17 : Integer.parseInt(arguments[0]);
    for (Rule rule :
        new Rule[] {Rule.LAZY_ADAM, Rule.SGD, Rule.ADAGRAD, Rule.ADAM, Rule.ROW_WISE_ADAGRAD}) {
      var benchmark = new PsThroughput(width);
      try (var cluster = TestCluster.of(1, TestCluster.table(width, rule, 0.001f, 0));
          PsClient direct = cluster.inProcess(0);
          PsClient remote = cluster.remote(1)) {
        benchmark.fill(direct);
        for (int round = 0; round < ROUNDS; round++) {
          benchmark.measure(rule + " in process", direct, 0);
          benchmark.measure(rule + " loopback  ", remote, 1);
        }
        LOG.info("{}", cluster.servers.get(0).counters());
      }
    }
  }

  private void fill(PsClient client) {
    long start = System.nanoTime();
    for (int from = 0; from < TABLE_ROWS; from += BATCH_ROWS) {
      int count = Math.min(BATCH_ROWS, TABLE_ROWS - from);
      System.arraycopy(keys, from, batch, 0, count);
      client.pull(new SparseRows(0, batch, count, values));
    }
    LOG.info("insert {}", rate(TABLE_ROWS, System.nanoTime() - start));
  }

  private void measure(String name, PsClient client, int worker) {
    long pulling = 0;
    long pushing = 0;
    for (int i = 0; i < STEPS; i++) {
      chooseBatch();
      var rows = new SparseRows(0, batch, BATCH_ROWS, values);
      long start = System.nanoTime();
      client.pull(rows);
      long pulled = System.nanoTime();
      client.push(new PushStamp(0, worker, 0, step++), List.of(rows), new float[0]);
      pulling += pulled - start;
      pushing += System.nanoTime() - pulled;
    }
    long rows = (long) STEPS * BATCH_ROWS;
    LOG.info("{}: pull {}, push {}", name, rate(rows, pulling), rate(rows, pushing));
  }

  // One key of each stretch of the table: random, but no key twice.
  private void chooseBatch() {
    int stretch = TABLE_ROWS / BATCH_ROWS;
    for (int i = 0; i < BATCH_ROWS; i++) {
      batch[i] = keys[i * stretch + random.nextInt(stretch)];
    }
  }

  private static String rate(long rows, long nanos) {
    return String.format(Locale.ROOT, "%.2f M rows/s", rows * 1e3 / nanos);
  }
}
