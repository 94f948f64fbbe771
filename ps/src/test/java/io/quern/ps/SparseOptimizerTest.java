package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.ps.OptimizerConfig.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sparse training must be what dense training of the whole table is. */
final class SparseOptimizerTest {
  private static final int WIDTH = 5;
  private static final int STEPS = 400;
  private static final double TOLERANCE = 1e-5;
  private static final float FIRST_RATE = 0.01f;
  private static final float SECOND_RATE = 0.001f;

  private final Random random = new Random(7);
  private final Set<Long> seen = new HashSet<>();
  private long[] keys;
  private ReferenceRows reference;
  private TestCluster cluster;
  private PsClient client;

  @ParameterizedTest
  @CsvSource({
    "SGD, 0, 1",
    "SGD, 0.02, 3",
    "ADAGRAD, 0, 1",
    "ADAGRAD, 0.02, 3",
    "ADAM, 0, 1",
    "ADAM, 0, 3",
    "ADAM, 0.02, 1",
    "ADAM, 1e-6, 2",
    "LAZY_ADAM, 0, 1",
    "LAZY_ADAM, 0.02, 3"
  })
  void trainsLikeADenseReference(Rule rule, float l2, int servers) {
    TableConfig table = TestCluster.table(WIDTH, rule, FIRST_RATE, l2);
    keys = random.longs(1500).toArray();
    reference = new ReferenceRows(table, keys);
    cluster = TestCluster.of(servers, table);
    client = cluster.inProcess(0);
    float rate = FIRST_RATE;
    for (int step = 0; step < STEPS; step++) {
      if (step == STEPS / 3) {
        rate = SECOND_RATE;
        client.setLearningRates(rate, rate);
      }
      if (step == STEPS / 2) {
        moveToOtherServers(servers + 1);
      }
      trainOneStep(step, rate);
      if (step % 10 == 0) {
        checkReadOfSeenRows();
      }
    }
    checkSnapshot();
    client.close();
    cluster.close();
  }

  private void trainOneStep(int step, float rate) {
    long[] batch = batch(step);
    float[] values = new float[batch.length * WIDTH];
    client.pull(new SparseRows(0, batch, batch.length, values));
    checkRows(batch, values);
    Map<Long, float[]> gradients = new HashMap<>();
    for (int i = 0; i < batch.length; i++) {
      float[] gradient = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        gradient[j] = (float) random.nextGaussian() * 0.1f;
        values[i * WIDTH + j] = gradient[j];
      }
      gradients.put(batch[i], gradient);
      seen.add(batch[i]);
    }
    var stamp = new PushStamp(0, 0, 0, step);
    client.push(stamp, List.of(new SparseRows(0, batch, batch.length, values)), new float[0]);
    reference.step(gradients, rate);
  }

  // A few keys come often, most rarely, and more and more of them come at all.
  private long[] batch(int step) {
    Set<Long> batch = new HashSet<>();
    int reach = 10 + keys.length * step / STEPS;
    for (int i = 0; i < 30; i++) {
      double skewed = Math.pow(random.nextDouble(), 3);
      batch.add(keys[(int) (skewed * Math.min(reach, keys.length))]);
    }
    return batch.stream().mapToLong(Long::longValue).toArray();
  }

  private void moveToOtherServers(int count) {
    TestCluster target = cluster.moveTo(count);
    client.close();
    cluster.close();
    cluster = target;
    client = cluster.inProcess(0);
  }

  private void checkReadOfSeenRows() {
    long[] batch = seen.stream().mapToLong(Long::longValue).toArray();
    float[] values = new float[batch.length * WIDTH];
    client.read(new SparseRows(0, batch, batch.length, values));
    checkRows(batch, values);
  }

  private void checkSnapshot() {
    Map<Long, float[]> rows = new HashMap<>();
    for (ParameterServer server : cluster.servers) {
      server.snapshot(0, (key, weights, state) -> rows.put(key, weights.clone()));
    }
    assertThat(rows.keySet()).isEqualTo(seen);
    rows.forEach((key, weights) -> checkRows(new long[] {key}, weights));
  }

  private void checkRows(long[] batch, float[] values) {
    double largest = 0;
    for (int i = 0; i < batch.length; i++) {
      double[] expected = reference.weights(batch[i]);
      for (int j = 0; j < WIDTH; j++) {
        largest = Math.max(largest, Math.abs(values[i * WIDTH + j] - expected[j]));
      }
    }
    assertThat(largest).as("after %d steps", reference.steps()).isLessThan(TOLERANCE);
  }
}
