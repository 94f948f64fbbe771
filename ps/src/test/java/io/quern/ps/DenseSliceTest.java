package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.ps.DenseConfig.Segment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DenseSliceTest {
  @ParameterizedTest
  @CsvSource({
    "SGD, 1",
    "MOMENTUM, 2",
    "NESTEROV, 3",
    "ADAGRAD, 2",
    "ADAM, 1",
    "ADAM, 5",
    "LAZY_ADAM, 3",
    "FTRL, 2"
  })
  void trainsLikeTheReference(Rule rule, int servers) {
    Penalty penalty = rule == Rule.FTRL ? Penalty.NONE : new Penalty(1e-3f, 0.01f, 0);
    var segments =
        List.of(
            new Segment("kernel", 70, penalty, 0),
            new Segment("running mean", 9, Penalty.NONE, 0.1f),
            new Segment("bias", 10, Penalty.NONE, 0));
    var config = new DenseConfig(segments, rule.config, LearningRate.of(0.05f));
    var random = new Random(9);
    float[] initial = randomValues(random, config.size());
    var kernel = new ReferenceRows(reference(rule, 70, penalty), 0);
    var bias = new ReferenceRows(reference(rule, 10, Penalty.NONE), 0);
    copy(initial, 0, kernel.weights(0));
    copy(initial, 79, bias.weights(0));
    double[] mean = new double[9];
    copy(initial, 70, mean);

    TestCluster cluster = new TestCluster(servers, List.of(), config);
    cluster.servers.forEach(server -> server.initialiseDense(initial));
    PsClient client = cluster.inProcess(0);
    float rate = 0.05f;
    for (int step = 0; step < 100; step++) {
      if (step == 40) {
        rate = 0.01f;
        client.setLearningRates(rate, rate);
      }
      if (step == 60) {
        TestCluster target = cluster.moveTo(servers + 2);
        cluster.close();
        cluster = target;
        client = cluster.inProcess(0);
      }
      float[] pushed = randomValues(random, config.size());
      client.push(new PushStamp(0, 0, 0, step), List.of(), pushed);
      kernel.step(Map.of(0L, slice(pushed, 0, 70)), rate);
      bias.step(Map.of(0L, slice(pushed, 79, 10)), rate);
      for (int i = 0; i < 9; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * pushed[70 + i];
      }
    }
    float[] values = new float[config.size()];
    client.pullDense(values);
    check(slice(values, 0, 70), kernel.weights(0));
    check(slice(values, 70, 9), mean);
    check(slice(values, 79, 10), bias.weights(0));
    cluster.close();
  }

  @Test
  void slicesCoverTheArrayOnce() {
    int end = 0;
    for (int server = 0; server < 7; server++) {
      assertThat(DenseSlice.first(89, server, 7)).isEqualTo(end);
      end = DenseSlice.first(89, server + 1, 7);
    }
    assertThat(end).isEqualTo(89);
  }

  private static TableConfig reference(Rule rule, int width, Penalty penalty) {
    return TestCluster.table(width, rule, LearningRate.of(0.05f), penalty);
  }

  private static float[] randomValues(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() * 0.1f;
    }
    return values;
  }

  private static float[] slice(float[] values, int from, int length) {
    float[] slice = new float[length];
    System.arraycopy(values, from, slice, 0, length);
    return slice;
  }

  private static void copy(float[] from, int at, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[at + i];
    }
  }

  private static void check(float[] values, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
