package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeepFmTest {
  private static final NetworkDefinition DEEP_FM = Networks.named("DeepFM");
  private static final List<FeatureLayout> LAYOUTS =
      List.of(
          new FeatureLayout(4, 0, 0),
          new FeatureLayout(0, 3, 0),
          new FeatureLayout(0, 0, 2),
          new FeatureLayout(3, 2, 2));

  @Test
  void namesItsBlocks() {
    DenseLayout layout = DEEP_FM.dense(spec(new FeatureLayout(2, 0, 0), 0, true));
    assertThat(layout.blocks().stream().map(DenseBlock::name).toList())
        .containsExactly(
            "mlp/1/kernel",
            "mlp/1/bias",
            "mlp/1/scale",
            "mlp/1/shift",
            "mlp/1/mean",
            "mlp/1/variance",
            "mlp/2/kernel",
            "mlp/2/bias",
            "mlp/2/scale",
            "mlp/2/shift",
            "mlp/2/mean",
            "mlp/2/variance",
            "mlp/output/kernel",
            "mlp/output/bias");
    assertThat(layout.blocks().get(0).shape()).containsExactly(6, 6);
    assertThat(layout.blocks().get(12).shape()).containsExactly(5, 1);
  }

  @Test
  void stepAgreesWithReference() {
    for (FeatureLayout layout : LAYOUTS) {
      for (boolean batchNorm : new boolean[] {false, true}) {
        NetworkSpec spec = spec(layout, 0, batchNorm);
        Problem problem = new Problem(spec, 16, layout.hashCode());
        try (Network network = DEEP_FM.create(spec)) {
          GradientCheck.assertStepAgrees(
              network, problem.reference(true), problem.batch, problem.rows, problem.dense);
          problem.batch.weights = new RandomBatches(9).weights(problem.batch.size);
          GradientCheck.assertStepAgrees(
              network, problem.reference(true), problem.batch, problem.rows, problem.dense);
        }
      }
    }
  }

  @Test
  void predictionAgreesWithReferenceAndUsesRunningStatistics() {
    for (FeatureLayout layout : LAYOUTS) {
      for (boolean batchNorm : new boolean[] {false, true}) {
        NetworkSpec spec = spec(layout, 0.5, batchNorm);
        Problem problem = new Problem(spec, 16, layout.hashCode());
        try (Network network = DEEP_FM.create(spec)) {
          GradientCheck.assertPredictionAgrees(
              network, problem.reference(false), problem.batch, problem.rows, problem.dense);
        }
      }
    }
  }

  @Test
  void yieldsBatchMeanAndUnbiasedVarianceAsStatistics() {
    NetworkSpec spec = spec(new FeatureLayout(3, 0, 0), 0, true);
    Problem problem = new Problem(spec, 10, 5);
    double[][] x =
        new ReferenceLayers(spec, true, ReferenceNetwork.widen(problem.dense))
            .linear("mlp/1", ReferenceLayers.flatten(problem.reference(true).slots(problem.rows)));
    Gradients step = problem.step(1);
    DenseLayout layout = DEEP_FM.dense(spec);
    for (int statistic = 0; statistic < 2; statistic++) {
      int offset = layout.offset(4 + statistic);
      for (int unit = 0; unit < 6; unit++) {
        double mean = ReferenceLayers.mean(x, unit);
        double unbiased = ReferenceLayers.squaredDeviations(x, unit) / (x.length - 1);
        assertThat((double) step.dense[offset + unit])
            .isCloseTo(statistic == 0 ? mean : unbiased, within(1e-5));
      }
    }
  }

  @Test
  void twoInstancesAgreeBitForBit() {
    NetworkSpec spec = spec(new FeatureLayout(3, 2, 2), 0.3, true);
    Problem problem = new Problem(spec, 64, 7);
    assertSameStep(problem, problem.step(9), problem.step(9));
  }

  @Test
  void instancesInOtherThreadsAgreeBitForBit() throws Exception {
    NetworkSpec spec = spec(new FeatureLayout(3, 2, 2), 0.3, true);
    Problem problem = new Problem(spec, 64, 8);
    Gradients expected = problem.step(9);
    List<Gradients> found = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> found.add(problem.step(9)));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).hasSize(3);
    found.forEach(step -> assertSameStep(problem, step, expected));
  }

  @Test
  void masksFollowTheSeed() {
    NetworkSpec spec = spec(new FeatureLayout(4, 0, 0), 0.5, false);
    Problem problem = new Problem(spec, 32, 11);
    float loss = problem.step(1).loss;
    assertThat(problem.step(1).loss).isEqualTo(loss);
    assertThat(problem.step(2).loss).isNotEqualTo(loss);
    assertThat(problem.step(-1L << 40).loss).isNotEqualTo(loss);
  }

  @Test
  void dropsTheGivenShareAndScalesTheRest() {
    // One layer whose units are all 1, summed: the logit counts the units that stay, scaled.
    NetworkSpec spec = spec(new FeatureLayout(1, 0, 0), 1, "1000", 0.3, false);
    DenseLayout layout = DEEP_FM.dense(spec);
    float[] dense = new float[layout.size()];
    Arrays.fill(dense, layout.offset(1), layout.offset(2), 1);
    Arrays.fill(dense, layout.offset(2), layout.offset(3), 0.001f);
    Problem problem = new Problem(spec, 8, 13);
    Gradients step = new Gradients();
    try (Network network = DEEP_FM.create(spec)) {
      network.train(problem.batch, new float[problem.rows.length], dense, 3, step);
    }
    for (int i = 0; i < 8; i++) {
      double logit = Math.log(step.probabilities[i] / (1 - step.probabilities[i]));
      assertThat(logit).isCloseTo(1, within(0.1));
    }
    assertThat(step.probabilities[0]).isNotEqualTo(step.probabilities[1]);
  }

  @Test
  void gradientsSeeTheMasksOfTheForwardPass() {
    NetworkSpec spec = spec(new FeatureLayout(4, 0, 0), 0.5, false);
    Problem problem = new Problem(spec, 32, 17);
    Gradients step = problem.step(5);
    float h = 1e-2f;
    for (int i = 0; i < 6; i++) {
      int at = i * 7;
      float value = problem.dense[at];
      problem.dense[at] = value + h;
      double up = problem.step(5).loss;
      problem.dense[at] = value - h;
      double down = problem.step(5).loss;
      problem.dense[at] = value;
      assertThat((double) step.dense[at]).isCloseTo((up - down) / (2 * h), within(1e-3));
    }
  }

  @Test
  void followsBatchesOfChangingSize() {
    NetworkSpec spec = spec(new FeatureLayout(3, 2, 2), 0, true);
    try (Network network = DEEP_FM.create(spec)) {
      for (int size : new int[] {16, 5, 16, 40, 1, 16}) {
        Problem problem = new Problem(spec, size, size);
        Gradients step = new Gradients();
        network.train(problem.batch, problem.rows, problem.dense, 1, step);
        assertSameStep(problem, step, problem.step(1));
        GradientCheck.assertPredictionAgrees(
            network, problem.reference(false), problem.batch, problem.rows, problem.dense);
      }
    }
  }

  @Test
  void readsNothingBeyondWhatTheBatchUses() {
    NetworkSpec spec = spec(new FeatureLayout(3, 2, 2), 0, true);
    Problem exact = new Problem(spec, 12, 19);
    Problem roomy = new Problem(spec, 12, 19);
    roomy.rows = padded(roomy.rows);
    roomy.batch.singles = Arrays.copyOf(roomy.batch.singles, 100);
    roomy.batch.numbers = padded(roomy.batch.numbers);
    roomy.batch.bagRows = Arrays.copyOf(roomy.batch.bagRows, 300);
    roomy.batch.bagOffsets = Arrays.copyOf(roomy.batch.bagOffsets, 90);
    roomy.batch.labels = padded(roomy.batch.labels);
    assertSameStep(exact, roomy.step(1), exact.step(1));
  }

  @Test
  void rejectsSpecWithoutEmbeddings() {
    NetworkSpec spec =
        new NetworkSpec(
            "DeepFM",
            new FeatureLayout(3, 0, 0),
            List.of("a", "b", "c"),
            0,
            Map.of(
                "hiddenUnits", "4",
                "dropout", "0",
                "batchNorm", "false",
                "layerNorm", "false",
                "precision", "fp32"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEEP_FM.create(spec))
        .withMessage("Invalid embedding dimension: 0");
  }

  private static float[] padded(float[] values) {
    float[] longer = new float[values.length + 50];
    Arrays.fill(longer, Float.NaN);
    System.arraycopy(values, 0, longer, 0, values.length);
    return longer;
  }

  private static void assertSameStep(Problem problem, Gradients actual, Gradients expected) {
    int size = problem.batch.size;
    int rows = problem.batch.uniqueRows * problem.spec.rowWidth();
    int dense = problem.dense.length;
    assertThat(actual.loss).isEqualTo(expected.loss);
    assertThat(Arrays.copyOf(actual.probabilities, size))
        .isEqualTo(Arrays.copyOf(expected.probabilities, size));
    assertThat(Arrays.copyOf(actual.rows, rows)).isEqualTo(Arrays.copyOf(expected.rows, rows));
    assertThat(Arrays.copyOf(actual.dense, dense)).isEqualTo(Arrays.copyOf(expected.dense, dense));
  }

  private static NetworkSpec spec(FeatureLayout layout, double dropout, boolean batchNorm) {
    return spec(layout, 3, "6,5", dropout, batchNorm);
  }

  private static NetworkSpec spec(
      FeatureLayout layout, int dim, String hiddenUnits, double dropout, boolean batchNorm) {
    return Specs.of(
        "DeepFM",
        layout,
        "embeddingDim",
        String.valueOf(dim),
        "hiddenUnits",
        hiddenUnits,
        "dropout",
        String.valueOf(dropout),
        "batchNorm",
        String.valueOf(batchNorm));
  }

  /** A random batch with rows and dense values. */
  private static final class Problem {
    private final NetworkSpec spec;
    private final MiniBatch batch;
    private final float[] dense;
    private float[] rows;

    Problem(NetworkSpec spec, int size, long seed) {
      this.spec = spec;
      RandomBatches random = new RandomBatches(seed);
      int uniqueRows = 9;
      batch = random.batch(spec.layout(), size, uniqueRows);
      rows = random.gaussian(uniqueRows * spec.rowWidth(), 0.5);
      dense = random.dense(DEEP_FM.dense(spec));
    }

    ReferenceNetwork reference(boolean training) {
      return new ReferenceNetwork(batch, spec.rowWidth(), ReferenceEquations.of(spec, training));
    }

    Gradients step(long randomSeed) {
      Gradients step = new Gradients();
      try (Network network = DEEP_FM.create(spec)) {
        network.train(batch, rows, dense, randomSeed, step);
      }
      return step;
    }
  }
}
