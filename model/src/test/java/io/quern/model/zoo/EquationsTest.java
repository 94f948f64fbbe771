package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.tensorflow.DirectFloats;
import io.quern.model.tensorflow.SavedModelPredictor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every TensorFlow network against the paper's equation in double precision: forward, gradients of
 * rows and dense values in training, prediction, and the SavedModel.
 */
final class EquationsTest {
  private static final FeatureLayout CATEGORIES = new FeatureLayout(4, 0, 0);
  private static final FeatureLayout MIXED = new FeatureLayout(2, 1, 1);
  private static final FeatureLayout ONE = new FeatureLayout(1, 0, 0);

  @TempDir private Path folder;

  static Stream<NetworkSpec> specs() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (NetworkDefinition network : Networks.all()) {
      if (network.usesTensorFlow()) {
        specs.add(spec(network.name(), CATEGORIES));
        specs.add(spec(network.name(), MIXED));
        NetworkSpec one = spec(network.name(), ONE, "batchNorm", "false");
        if (network.misfit(one).isEmpty()) {
          specs.add(one);
        }
      }
    }
    specs.add(spec("DNN", CATEGORIES, "hiddenUnits", "5", "batchNorm", "false"));
    specs.add(spec("DNN", MIXED, "layerNorm", "true"));
    specs.add(spec("DCNv2", MIXED, "crossStructure", "stacked"));
    specs.add(spec("DCNv2", CATEGORIES, "crossRank", "2", "batchNorm", "false"));
    specs.add(spec("DCNv2", MIXED, "crossRank", "2", "crossExperts", "3"));
    specs.add(spec("GDCN", CATEGORIES, "crossStructure", "stacked", "batchNorm", "false"));
    specs.add(spec("xDeepFM", MIXED, "cinUnits", "3,2"));
    specs.add(spec("AutoInt", MIXED, "attentionNorm", "false", "attentionHeads", "1"));
    specs.add(spec("FiBiNET", MIXED, "bilinear", "all"));
    specs.add(spec("FiBiNET", CATEGORIES, "bilinear", "each"));
    specs.add(spec("MaskNet", MIXED, "maskStructure", "serial", "maskRatio", "0.5"));
    specs.add(spec("FinalMLP", MIXED, "featureSelection", "false", "fusionHeads", "2"));
    specs.add(spec("FinalMLP", MIXED, "context1", "s0", "context2", "s2,s1", "hiddenUnits2", "4"));
    specs.add(spec("FinalMLP", CATEGORIES, "context1", "s0,s3", "context2", "s3"));
    specs.add(spec("FinalMLP", CATEGORIES, "context2", "s1", "batchNorm", "false"));
    return specs.stream();
  }

  private static NetworkSpec spec(String network, FeatureLayout layout, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of("embeddingDim", "3", "dropout", "0", "crossLayers", "2", "maskBlocks", "2"));
    options.addAll(List.of("cinUnits", "3", "attentionDim", "4", "attentionLayers", "2"));
    options.addAll(List.of("hiddenUnits", "5,4", "gateUnits", "4", "maskUnits", "3"));
    options.addAll(List.of(more));
    return Specs.of(network, layout, options.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void agreesWithTheEquation(NetworkSpec spec) {
    Problem problem = new Problem(spec);
    try (Network network = problem.definition.create(spec)) {
      GradientCheck.assertStepAgrees(
          network, problem.reference(true), problem.batch, problem.rows, problem.dense);
      GradientCheck.assertPredictionAgrees(
          network, problem.reference(false), problem.batch, problem.rows, problem.dense);
    }
  }

  static Stream<String> names() {
    return Networks.all().stream()
        .filter(NetworkDefinition::usesTensorFlow)
        .map(NetworkDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void savedModelPredictsWhatTheEquationSays(String name) {
    Problem problem = new Problem(spec(name, MIXED, "context1", "s1"));
    ReferenceNetwork reference = problem.reference(false);
    Path model = folder.resolve("model");
    problem.definition.exportSavedModel(problem.spec, problem.dense, model);
    float[] found = problem.predict(model, reference.slots(problem.rows));
    double[] expected = reference.probabilities(problem.rows, problem.dense);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DNN", "AFM", "AutoInt", "MaskNet"})
  void masksFollowTheSeed(String name) {
    Problem problem = new Problem(spec(name, MIXED, "dropout", "0.5"));
    try (Network network = problem.definition.create(problem.spec)) {
      assertThat(problem.loss(network, 1)).isEqualTo(problem.loss(network, 1));
      assertThat(problem.loss(network, 2)).isNotEqualTo(problem.loss(network, 1));
    }
  }

  /** A random batch with rows and dense values. */
  private static final class Problem {
    private static final int UNIQUE_ROWS = 7;

    private final NetworkSpec spec;
    private final NetworkDefinition definition;
    private final MiniBatch batch;
    private final float[] rows;
    private final float[] dense;

    Problem(NetworkSpec spec) {
      this.spec = spec;
      definition = Networks.named(spec.network());
      RandomBatches random = new RandomBatches(5);
      batch = random.batch(spec.layout(), 8, UNIQUE_ROWS);
      rows = random.gaussian(UNIQUE_ROWS * spec.rowWidth(), 0.5);
      dense = random.dense(definition.dense(spec));
    }

    ReferenceNetwork reference(boolean training) {
      return new ReferenceNetwork(batch, spec.rowWidth(), ReferenceEquations.of(spec, training));
    }

    float loss(Network network, long seed) {
      Gradients step = new Gradients();
      network.train(batch, rows, dense, seed, step);
      return step.loss;
    }

    float[] predict(Path model, double[][][] slots) {
      int count = spec.layout().slots();
      ByteBuffer linear = DirectFloats.allocate(batch.size * count);
      ByteBuffer embedding = DirectFloats.allocate(batch.size * count * spec.embeddingDim());
      for (double[][] example : slots) {
        for (double[] slot : example) {
          linear.putFloat((float) slot[0]);
          for (int d = 1; d < slot.length; d++) {
            embedding.putFloat((float) slot[d]);
          }
        }
      }
      float[] probabilities = new float[batch.size];
      try (SavedModelPredictor predictor = SavedModelPredictor.open(model)) {
        predictor.predict(batch.size, linear, embedding, probabilities);
      }
      return probabilities;
    }
  }
}
