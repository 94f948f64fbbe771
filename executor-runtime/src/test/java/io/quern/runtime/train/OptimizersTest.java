package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.model.bundle.BundleFiles;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Update rules, admission and eviction in whole trainings, chosen by options. */
class OptimizersTest {
  private static final ClickTable TABLE = ClickTable.random(20_000, 3);
  private static final double BEST_AUC = TABLE.bestAuc();

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

  @ParameterizedTest
  @CsvSource({
    "sgd, 5",
    "momentum, 0.5",
    "adagrad, 0.1",
    "rowWiseAdagrad, 0.1",
    "adam, 0.02",
    "adamW, 0.02"
  })
  void everyRuleLearns(String rule, double rate) {
    assertLearns(training().with("sparseOptimizer", rule).with("sparseLearningRate", rate));
  }

  @Test
  void ftrlLearnsAndWarmUpDelays() {
    assertLearns(training().with("sparseOptimizer", "ftrl"));
    assertLearns(training().with("warmupSteps", 50).with("learningRate", 0.03));
  }

  @Test
  void valuesAreAdmittedAndForgotten() throws IOException {
    Trainings training = training().with("admitAfter", 200).with("evictBelowScore", 450);
    TrainResult result = training.with("parameterServers", 2).train(TABLE);
    List<JsonNode> epochs = epochs(training);
    assertThat(sum(epochs.get(0), "refused")).isPositive();
    assertThat(sum(epochs.get(0), "evicted")).isPositive();
    for (JsonNode epoch : epochs) {
      assertThat(sum(epoch, "rows")).isEqualTo(sum(epoch, "admitted") - sum(epoch, "evicted"));
    }
    assertThat(result.auc()).isGreaterThan(0.6);
  }

  private void assertLearns(Trainings training) {
    assertThat(training.train(TABLE).auc()).isCloseTo(BEST_AUC, within(0.02));
  }

  private static List<JsonNode> epochs(Trainings training) throws IOException {
    byte[] bytes = training.repository().openNewest().read(BundleFiles.METRICS);
    List<JsonNode> epochs = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      epochs.add(new ObjectMapper().readTree(line));
    }
    return epochs;
  }

  private static long sum(JsonNode epoch, String counter) {
    long sum = 0;
    for (JsonNode server : epoch.get("parameterServers")) {
      sum += server.get(counter).longValue();
    }
    return sum;
  }

  private Trainings training() {
    return new Trainings(spark.context(), folder.resolve("m")).with("epochs", 4);
  }
}
