package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.ps.Admission.Counting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training that goes on from saved state must do the arithmetic of one that was never saved. */
final class ServerStateTest {
  private static final int WIDTH = 4;
  private static final int STEPS = 80;
  private static final long[] KEYS = new Random(2).longs(400).toArray();

  @ParameterizedTest
  @EnumSource(Rule.class)
  void goingOnChangesNoBit(Rule rule) throws IOException {
    TableConfig plain = table(rule);
    TableConfig comingAndGoing =
        TestCluster.table(
            plain,
            new Admission(2, Counting.EXACT, 0, 0),
            new Eviction(2, 1e-3f, 0.5f, Eviction.Score.PADDLE));
    for (TableConfig table : List.of(plain, comingAndGoing)) {
      assertThat(train(table, 3)).isEqualTo(train(table, 2));
      assertThat(train(table, 2)).isEqualTo(trainThrough(table));
    }
  }

  @Test
  void goingOnWithOtherRatesLeavesThoseOfStepsBeforeAlone() throws IOException {
    TableConfig slow = TestCluster.table(WIDTH, Rule.ADAM, LearningRate.of(0.02f), Penalty.NONE);
    TableConfig fast = TestCluster.table(WIDTH, Rule.ADAM, LearningRate.of(0.1f), Penalty.NONE);
    List<Float> expected = new ArrayList<>();
    List<Float> found = new ArrayList<>();
    try (var through = TestCluster.of(1, slow);
        var before = TestCluster.of(1, slow);
        var after = TestCluster.of(2, fast)) {
      try (PsClient client = through.inProcess(0)) {
        steps(client, 0, 25, new ArrayList<>());
        client.setLearningRates(0.1f, 0.1f);
        steps(client, 25, STEPS, expected);
      }
      try (PsClient client = before.inProcess(0)) {
        steps(client, 0, 25, new ArrayList<>());
      }
      var saved = new ByteArrayOutputStream();
      before.servers.get(0).save(saved);
      for (ParameterServer server : after.servers) {
        server.load(new ByteArrayInputStream(saved.toByteArray()));
        server.restartLearningRates();
      }
      try (PsClient client = after.inProcess(0)) {
        steps(client, 25, STEPS, found);
      }
      export(through, expected);
      export(after, found);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void importedRowsAreThoseExported() {
    List<Float> expected = new ArrayList<>();
    List<Float> found = new ArrayList<>();
    try (var from = TestCluster.of(2, table(Rule.ADAM));
        var to = TestCluster.of(3, table(Rule.ADAM))) {
      try (PsClient client = from.inProcess(0)) {
        steps(client, 0, 20, new ArrayList<>());
      }
      for (ParameterServer server : to.servers) {
        RowVisitor importer = server.importer(0);
        from.servers.forEach(other -> other.export(0, importer));
      }
      export(from, expected);
      export(to, found);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static void steps(PsClient client, int from, int to, List<Float> seen) {
    for (int step = from; step < to; step++) {
      step(client, step, seen);
    }
  }

  @Test
  void stateThatEndsEarlyIsNoState() throws IOException {
    try (var cluster = TestCluster.of(1, table(Rule.ADAM));
        var target = TestCluster.of(1, table(Rule.ADAM));
        PsClient client = cluster.inProcess(0)) {
      step(client, 0, new ArrayList<>());
      var bytes = new ByteArrayOutputStream();
      cluster.servers.get(0).save(bytes);
      byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
      assertThatThrownBy(() -> target.servers.get(0).load(new ByteArrayInputStream(cut)))
          .isInstanceOf(EOFException.class)
          .hasMessage("The saved state ends early");
      cut[0]++;
      assertThatThrownBy(() -> target.servers.get(0).load(new ByteArrayInputStream(cut)))
          .hasMessage("The saved state does not fit this training: it has another format");
    }
  }

  private static TableConfig table(Rule rule) {
    boolean ftrl = rule.config instanceof OptimizerConfig.Ftrl;
    Penalty penalty = ftrl ? Penalty.NONE : new Penalty(1e-4f, 1e-3f, 0);
    return TestCluster.table(WIDTH, rule, new LearningRate(0.02f, 20), penalty);
  }

  private static List<Float> trainThrough(TableConfig table) {
    List<Float> seen = new ArrayList<>();
    try (var cluster = TestCluster.of(2, table)) {
      try (PsClient client = cluster.inProcess(0)) {
        train(cluster, client, 0, STEPS, seen);
      }
      export(cluster, seen);
    }
    return seen;
  }

  /** All weights pulled and, at the end, exported; moved to other servers half-way. */
  private static List<Float> train(TableConfig table, int servers) {
    List<Float> seen = new ArrayList<>();
    try (var cluster = TestCluster.of(2, table)) {
      try (PsClient client = cluster.inProcess(0)) {
        train(cluster, client, 0, STEPS / 2, seen);
      }
      try (var target = cluster.moveTo(servers)) {
        try (PsClient client = target.inProcess(0)) {
          train(target, client, STEPS / 2, STEPS, seen);
        }
        export(target, seen);
      }
    }
    return seen;
  }

  private static void train(
      TestCluster cluster, PsClient client, int from, int to, List<Float> seen) {
    for (int step = from; step < to; step++) {
      if (step == STEPS / 3) {
        client.setLearningRates(0.005f, 0.005f);
      }
      step(client, step, seen);
      if (step % 15 == 14) {
        cluster.servers.forEach(ParameterServer::endEpoch);
      }
    }
  }

  private static void step(PsClient client, int step, List<Float> seen) {
    var random = new Random(step);
    long[] batch = random.ints(30, 0, KEYS.length).distinct().mapToLong(i -> KEYS[i]).toArray();
    var often = new Occurrences(new int[batch.length], new int[batch.length]);
    Arrays.fill(often.shows(), 1);
    Arrays.setAll(often.clicks(), i -> random.nextInt(2));
    float[] values = new float[batch.length * WIDTH];
    var rows = new SparseRows(0, batch, batch.length, values, often);
    client.pull(rows);
    for (int i = 0; i < values.length; i++) {
      seen.add(values[i]);
      values[i] = (float) random.nextGaussian();
    }
    client.push(new PushStamp(0, 0, 0, step), List.of(rows), new float[0]);
  }

  private static void export(TestCluster cluster, List<Float> seen) {
    for (ParameterServer server : cluster.servers) {
      server.export(
          0,
          (key, weights) -> {
            for (float weight : weights) {
              seen.add(weight);
            }
          });
    }
  }
}
