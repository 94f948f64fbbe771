package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.runtime.ClickTable;
import io.quern.runtime.data.SlotRowsOf;
import io.quern.runtime.train.ReferenceEquations.Equation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine's training, step by step, against {@link ReferenceTraining}: the same rows in the same
 * batches from the same initial weights give the same losses.
 */
class LossCurveTest {
  private static final Map<String, String> TOWER = Map.of("hiddenUnits", "8,6", "dropout", "0");
  private static final int STEPS = 50;
  private static final int BATCH = 64;
  private static final int BATCHES = 10;

  /** They agree to 1e-7 on the machines seen. */
  private static final double TOLERANCE = 1e-5;

  private final EncodedRows encoded = ClickTable.random(BATCH * BATCHES, 3).encoded();

  /**
   * Without a weight, a key with as many clicks as not has a gradient of exactly 0 at the first
   * step in float arithmetic, and of 1e-10 in double, which Adam makes a step of either.
   */
  @Test
  void factorizationMachine() throws Exception {
    assertSameLosses(
        "FM", ReferenceEquations::factorizationMachine, Map.of("positiveWeight", "1.37"));
  }

  @Test
  void deepFm() throws Exception {
    assertSameLosses("DeepFM", ReferenceEquations::deepFm, TOWER);
  }

  @Test
  void deepFmWithWeightsClippingAndRegularisedKernels() throws Exception {
    assertSameLosses(
        "DeepFM",
        ReferenceEquations::deepFm,
        with(
            TOWER,
            Map.of("positiveWeight", "3", "clipNorm", "0.1", "l2", "0.01", "batchNorm", "false")));
  }

  @Test
  void deepFmByTheDefaultsRulesWithDropout() throws Exception {
    assertSameLosses(
        "DeepFM",
        ReferenceEquations::deepFm,
        with(TOWER, Map.of("dropout", "0.5", "sparseOptimizer", "lazyAdam")));
  }

  @Test
  void deepCrossNetworkV2() throws Exception {
    assertSameLosses(
        "DCNv2",
        ReferenceEquations::deepCrossV2,
        with(TOWER, Map.of("crossLayers", "2", "l2", "0.001")));
  }

  @Test
  void factorizationMachineWithVectorsOfThreeLengths() throws Exception {
    assertSameLosses(
        "FM",
        ReferenceEquations::factorizationMachine,
        Map.of("positiveWeight", "1.37", "clipNorm", "0.2"),
        ClickTable.withDims(2, 0, 1));
  }

  @Test
  void factorizationMachineWithVectorsOfTwoLengthsByPlainSteps() throws Exception {
    assertSameLosses(
        "FM",
        ReferenceEquations::factorizationMachine,
        Map.of("optimizer", "sgd", "sparseOptimizer", "sgd", "learningRate", "0.5"),
        ClickTable.withDims(0, 3, 3));
  }

  @Test
  void noVectorIsAsLongAsTheNetworks() throws Exception {
    assertSameLosses("DeepFM", ReferenceEquations::deepFm, TOWER, ClickTable.withDims(2, 2, 2));
  }

  @Test
  void fieldAwareFactorizationMachineWithVectorsOfTwoLengths() throws Exception {
    assertSameLosses(
        "FFM",
        ReferenceEquations::fieldAware,
        Map.of("positiveWeight", "1.37"),
        ClickTable.withDims(0, 2, 3));
  }

  private static Map<String, String> with(Map<String, String> options, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(options);
    all.putAll(more);
    return all;
  }

  private void assertSameLosses(String model, Equation equation, Map<String, String> more)
      throws Exception {
    assertSameLosses(model, equation, more, ClickTable.FEATURES);
  }

  private void assertSameLosses(
      String model, Equation equation, Map<String, String> more, FeatureSchema schema)
      throws Exception {
    FeatureSummary summary = new FeatureSummary(schema);
    summary.add(encoded);
    FeatureMap features = summary.toFeatureMap(List.of());
    List<Double> expected = new ArrayList<>();
    List<Double> found;
    try (ComparedTraining training =
        new ComparedTraining(
            options(model, more), equation, features, SlotRowsOf.encoded(features, encoded))) {
      for (int epoch = 1; expected.size() < STEPS; epoch++) {
        expected.addAll(training.referenceEpoch(epoch));
      }
      found = found(training.engine());
    }
    assertThat(found).hasSize(STEPS);
    for (int step = 0; step < STEPS; step++) {
      assertThat(found.get(step))
          .describedAs("%s, step %d", model, step + 1)
          .isCloseTo(expected.get(step), within(TOLERANCE));
    }
    assertThat(mean(found.subList(40, 50))).isLessThan(mean(found.subList(0, 10)) - 0.01);
  }

  private static TrainingOptions options(String model, Map<String, String> more) {
    List<OptionText> texts = new ArrayList<>();
    Map.of(
            "label", "click",
            "model", model,
            "mode", "sync",
            "batchSize", "" + BATCH,
            "embeddingDim", "4",
            "learningRate", "0.01",
            "sparseOptimizer", "adam",
            "embeddingL2", "0.001")
        .forEach((name, value) -> texts.add(text(name, more.getOrDefault(name, value))));
    more.forEach(
        (name, value) -> {
          if (texts.stream().noneMatch(text -> text.name().equals(name))) {
            texts.add(text(name, value));
          }
        });
    return TrainingOptions.from(DeepCtrOptions.SET.resolve(texts));
  }

  private static OptionText text(String name, String value) {
    return new OptionText(name, value, SourcePosition.START, SourcePosition.START);
  }

  private static List<Double> found(EpochTrainer trainer) throws InterruptedException {
    List<Double> losses = new ArrayList<>();
    for (int epoch = 1; losses.size() < STEPS; epoch++) {
      double[] before = new double[1];
      trainer.train(
          epoch,
          0,
          soFar -> {
            double sum = soFar.scores().loss() * soFar.scores().rows();
            losses.add((sum - before[0]) / BATCH);
            before[0] = sum;
          });
    }
    return losses;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
