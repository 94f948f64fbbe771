package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PsConcurrencyTest {
  private static final int WORKERS = 8;
  private static final int STEPS = 200;
  private static final int WIDTH = 3;
  private static final int KEYS = 20_000;

  private final long[] keys = new Random(1).longs(KEYS).toArray();

  /** Weights begin at 0 and the rate is 1, so they end as the exact sum of pushed integers. */
  @Test
  void losesAndDoublesNoUpdate() throws Exception {
    TableConfig table = TestCluster.sums(WIDTH);
    var dense =
        new DenseConfig(
            List.of(new DenseConfig.Segment("bias", 5, Penalty.NONE, 0)),
            Rule.SGD.config,
            LearningRate.of(1));
    try (var cluster = new TestCluster(3, List.of(table), dense)) {
      cluster.addresses();
      double[][] sums = runWorkers(cluster);
      float[] values = new float[KEYS * WIDTH];
      float[] denseValues = new float[5];
      try (PsClient client = cluster.inProcess(0)) {
        client.read(new SparseRows(0, keys, KEYS, values));
        client.pullDense(denseValues);
      }
      for (int i = 0; i < KEYS * WIDTH; i++) {
        double sum = 0;
        for (double[] worker : sums) {
          sum += worker[i];
        }
        assertThat((double) values[i]).isEqualTo(-sum);
      }
      assertThat(denseValues).containsOnly(-WORKERS * STEPS);
      assertThat(cluster.servers).allMatch(server -> server.clock() == WORKERS * STEPS);
    }
  }

  private double[][] runWorkers(TestCluster cluster)
      throws ExecutionException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<double[]>> results = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int index = worker;
        results.add(executor.submit(() -> work(cluster, index)));
      }
      double[][] sums = new double[WORKERS][];
      for (int worker = 0; worker < WORKERS; worker++) {
        sums[worker] = results.get(worker).get();
      }
      return sums;
    } finally {
      executor.shutdownNow();
    }
  }

  // Every other worker goes through sockets. Each step is pushed twice.
  private double[] work(TestCluster cluster, int worker) {
    var random = new Random(worker);
    double[] sums = new double[KEYS * WIDTH];
    float[] ones = {1, 1, 1, 1, 1};
    try (PsClient client = worker % 2 == 0 ? cluster.inProcess(worker) : cluster.remote(worker)) {
      for (int step = 0; step < STEPS; step++) {
        int stride = 1 + random.nextInt(200);
        int count = KEYS / stride / 4;
        int first = random.nextInt(KEYS - count * stride);
        long[] batch = new long[count];
        float[] values = new float[count * WIDTH];
        for (int i = 0; i < count; i++) {
          batch[i] = keys[first + i * stride];
        }
        var rows = new SparseRows(0, batch, count, values);
        client.pull(rows);
        for (int i = 0; i < count * WIDTH; i++) {
          assertThat(values[i]).isEqualTo((float) Math.rint(values[i]));
          values[i] = random.nextInt(7) - 3;
          sums[(first + i / WIDTH * stride) * WIDTH + i % WIDTH] += values[i];
        }
        var stamp = new PushStamp(0, worker, 0, step);
        client.push(stamp, List.of(rows), ones);
        client.push(stamp, List.of(rows), ones);
      }
    }
    return sums;
  }
}
