package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.QuernException;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training measures, and what follows from it. */
class TrainJobMetricsTest {
  private static LocalSpark spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void validationMetricsAreThoseOfTheServedModel() {
    ClickTable unseen = ClickTable.random(2_000, 4);
    Trainings training = training("m").with("workers", 2).with("epochs", 2);
    training.with("gaucBy", "USER").with("threshold", 0.6);
    Evaluation found = training.train(ClickTable.random(4_000, 3), unseen).validation();

    Map<String, Double> expected = measure(scores(training, unseen), unseen.clicks(), 0.6);
    assertThat(found.validationMetrics()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, value) -> {
          assertThat(found.validationMetrics().get(name))
              .describedAs(name)
              .isCloseTo(value, within(1e-4));
          assertThat(training.history(name).get(1))
              .describedAs(name)
              .isEqualTo(found.validationMetrics().get(name));
          assertThat(training.repository().openNewest().manifest().metrics().get(name))
              .describedAs(name)
              .isEqualTo(found.validationMetrics().get(name));
        });
  }

  @Test
  void measuresTheTrainingOfEveryEpoch() {
    Trainings training = training("m").with("epochs", 3);
    TrainResult result = training.train(ClickTable.random(4_000, 3));

    Evaluation last = result.training();
    last.trainingMetrics()
        .forEach(
            (name, value) -> assertThat(training.history(name)).hasSize(3).last().isEqualTo(value));
    assertThat(last.normalizedEntropy()).isBetween(0.7, 0.99);
    assertThat(last.copc()).isBetween(0.9, 1.1);
    assertThat(last.rmse()).isBetween(0.3, 0.5);
    assertThat(last.accuracy()).isBetween(0.6, 0.9);
    assertThat(last.gauc()).isNaN();
    assertThat(result.validation().validationMetrics().values()).containsOnly(Double.NaN);
    assertThat(training.history("validationAuc")).containsOnly(Double.NaN);
  }

  @Test
  void epochsAreComparedByWhatIsMonitored() {
    for (String monitor : List.of("loss", "gauc")) {
      Trainings training = training(monitor).with("batchSize", 16).with("learningRate", 0.1);
      training.with("epochs", 40).with("earlyStoppingPatience", 2).with("lrDecayPatience", 0);
      training.with("monitor", monitor).with("gaucBy", "user");
      TrainResult result = training.train(ClickTable.random(400, 3), ClickTable.random(2_000, 4));

      assertThat(result.epochs()).isLessThan(40);
      if (monitor.equals("loss")) {
        assertThat(result.validationLoss())
            .isEqualTo(Collections.min(training.history("validationLoss")));
      } else {
        assertThat(result.validation().gauc())
            .isEqualTo(Collections.max(training.history("validationGauc")));
      }
    }
  }

  @Test
  void tellsThatThereIsNoGaucToCompareBy() {
    ClickTable oneUserEach = table(List.of(click(1, "a", 1), click(0, "b", 2), click(1, "a", 3)));
    Trainings training = training("m").with("monitor", "gauc").with("gaucBy", "user");
    assertThatThrownBy(() -> training.train(ClickTable.random(400, 3), oneUserEach))
        .isInstanceOf(QuernException.class)
        .hasMessage("GAUC is not defined: no value of 'user' has held-out rows of both classes");
  }

  @Test
  void rowsWithoutAGroupDoNotTakePartInGauc() {
    ClickTable unseen =
        table(
            List.of(click(1, null, 1), click(0, null, 2), click(1, "user-1", 1), click(0, "b", 1)));
    TrainResult result =
        training("m").with("gaucBy", "user").train(ClickTable.random(400, 3), unseen);
    assertThat(result.validation().gauc()).isNaN();
    assertThat(result.validationAuc()).isBetween(0.0, 1.0);
  }

  /** The optimum of the weighted loss is p' = w p / (w p + 1 − p), which the formula undoes. */
  @Test
  void positiveWeightShiftsProbabilitiesAsItsFormulaSays() {
    ClickTable table = ClickTable.random(8_000, 3);
    Trainings plain = training("plain").with("epochs", 8);
    Trainings weighted = training("weighted").with("epochs", 8).with("positiveWeight", 4);
    TrainResult unweighted = plain.train(table);
    TrainResult result = weighted.train(table);

    double clicks = mean(table.clicks().stream().mapToDouble(Click::label).toArray());
    double[] scores = scores(weighted, table);
    assertThat(clicks / mean(scores)).isLessThan(0.8);
    double[] corrected = scores.clone();
    for (int i = 0; i < scores.length; i++) {
      corrected[i] = scores[i] / (scores[i] + 4 * (1 - scores[i]));
    }
    assertThat(clicks / mean(corrected)).isCloseTo(1, within(0.03));
    assertThat(result.auc()).isCloseTo(unweighted.auc(), within(0.01));
    assertThat(result.training().copc()).isLessThan(0.8);
    assertThat(result.loss()).describedAs("without weights").isGreaterThan(unweighted.loss());
    assertThat(result.loss()).isLessThan(0.8);
  }

  @Test
  void clippingTamesALearningRateThatWouldDiverge() {
    ClickTable table = ClickTable.random(2_000, 3);
    Trainings wild = training("m").with("model", "FM").with("sparseOptimizer", "sgd");
    wild.with("optimizer", "sgd").with("learningRate", 10).with("batchSize", 4).with("epochs", 3);
    assertThatThrownBy(() -> wild.train(table)).hasMessageContaining("nothing was committed");

    TrainResult tamed = wild.with("clipNorm", 1e-3).with("embeddingDim", 4).train(table);
    assertThat(tamed.auc()).isGreaterThan(0.6);
    assertThat(wild.with("clipNorm", 0).with("clipValue", 1e-3).train(table).auc())
        .isGreaterThan(0.6);
  }

  @Test
  void notesAModelThatPredictsTheSameForEveryRow() {
    List<Click> alike = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      alike.add(click(i % 4 == 0 ? 1 : 0, "ann", 1));
    }
    TrainResult result = training("m").with("epochs", 30).train(table(alike), table(alike));
    assertThat(result.notes())
        .last()
        .asString()
        .matches(
            "The model predicts 0\\.\\d{4} for every row and ranks no better than chance \\(AUC"
                + " 0\\.5000 after epoch \\d+\\); check features and learningRate");
    assertThat(training("n").train(ClickTable.random(400, 3), table(alike)).notes())
        .last()
        .asString()
        .startsWith("The model predicts");
    assertThat(training("o").train(table(alike)).notes()).describedAs("one step").isEmpty();
    assertThat(training("p").train(ClickTable.random(400, 3)).notes()).isEmpty();
  }

  private static Click click(double label, String user, long item) {
    return new Click(label, user, item, 1.0, 0.5);
  }

  private static ClickTable table(List<Click> clicks) {
    return ClickTable.of(clicks);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private Trainings training(String name) {
    return new Trainings(spark.context(), folder.resolve(name));
  }

  private double[] scores(Trainings training, ClickTable table) {
    return ServedModel.scores(training.repository().openNewest(), folder.resolve("cache"), table);
  }

  /** Every metric by its definition. */
  private static Map<String, Double> measure(double[] p, List<Click> clicks, double threshold) {
    int n = p.length;
    double[] y = clicks.stream().mapToDouble(Click::label).toArray();
    double loss = 0;
    double squares = 0;
    double hits = 0;
    double raised = 0;
    double right = 0;
    Map<String, List<Integer>> users = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      loss -= (y[i] * Math.log(p[i]) + (1 - y[i]) * Math.log(1 - p[i])) / n;
      squares += (p[i] - y[i]) * (p[i] - y[i]);
      double decision = p[i] >= threshold ? 1 : 0;
      hits += decision * y[i];
      raised += decision;
      right += decision == y[i] ? 1 : 0;
      users.computeIfAbsent(clicks.get(i).user(), user -> new ArrayList<>()).add(i);
    }
    double rate = mean(y);
    double weighted = 0;
    double weights = 0;
    for (List<Integer> rows : users.values()) {
      double auc = auc(p, y, rows);
      if (!Double.isNaN(auc)) {
        weighted += rows.size() * auc;
        weights += rows.size();
      }
    }
    List<Integer> all = users.values().stream().flatMap(List::stream).toList();
    return Map.of(
        "validationLoss", loss,
        "validationAuc", auc(p, y, all),
        "validationGauc", weighted / weights,
        "validationNormalizedEntropy",
            loss / (-rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate)),
        "validationCopc", rate / mean(p),
        "validationRmse", Math.sqrt(squares / n),
        "validationPrecision", hits / raised,
        "validationRecall", hits / (rate * n),
        "validationF1", 2 * hits / (raised + rate * n),
        "validationAccuracy", right / n);
  }

  private static double auc(double[] p, double[] y, List<Integer> rows) {
    double won = 0;
    double pairs = 0;
    for (int i : rows) {
      for (int j : rows) {
        if (y[i] == 1 && y[j] == 0) {
          won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return won / pairs;
  }
}
