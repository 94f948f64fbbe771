package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworksTest {
  @Test
  void findsByNameWhateverItsCase() {
    assertThat(Networks.named("deepfm").name()).isEqualTo("DeepFM");
    assertThat(Networks.all().stream().map(NetworkDefinition::name).toList())
        .containsExactly(
            "LR",
            "FM",
            "FFM",
            "FwFM",
            "AFM",
            "NFM",
            "DNN",
            "WideDeep",
            "DeepFM",
            "IPNN",
            "OPNN",
            "DCN",
            "DCNv2",
            "GDCN",
            "xDeepFM",
            "AutoInt",
            "AutoInt+",
            "FiBiNET",
            "MaskNet",
            "FinalMLP");
  }

  @Test
  void suggestsTheNearestNameForAnUnknownOne() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> Networks.named("DeepFN"))
        .withMessage("Unknown network 'DeepFN'")
        .satisfies(e -> assertThat(e.hint()).contains("Did you mean 'DeepFM'?"));
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> Networks.named("Transformer"))
        .satisfies(
            e ->
                assertThat(e.hint())
                    .hasValueSatisfying(
                        hint -> assertThat(hint).startsWith("Known are LR, FM, FFM, ")));
  }

  @Test
  void onlyTensorFlowNetworksHaveSavedModels() {
    NetworkSpec spec = Specs.of("LR", new FeatureLayout(1, 0, 0));
    assertThatThrownBy(
            () -> Networks.named("LR").exportSavedModel(spec, new float[1], Path.of("unused")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("LR has no SavedModel");
  }

  @Test
  void plainJavaNetworksTrainWithoutTensorFlow() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info",
                "-cp",
                System.getProperty("java.class.path"),
                PlainJavaTraining.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(output).isZero();
    List<String> classes = output.lines().filter(line -> line.contains("source:")).toList();
    assertThat(classes).anyMatch(line -> line.contains(" io.quern.model.network.SlotNetwork "));
    assertThat(classes.stream().filter(NetworksTest::startsTensorFlow)).isEmpty();
  }

  /** Not so the bare interface of operands, which the JVM's verifier looks at. */
  private static boolean startsTensorFlow(String line) {
    return line.contains(" org.tensorflow.internal.")
        || line.contains(" org.tensorflow.Graph ")
        || line.contains(" org.bytedeco.")
        || line.contains(" ai.djl.")
        || line.contains(" io.quern.model.tensorflow.");
  }

  /** One step and one prediction of LR and FM. */
  static final class PlainJavaTraining {
    private PlainJavaTraining() {}

    public static void main(String[] args) {
      FeatureLayout layout = new FeatureLayout(3, 1, 1);
      for (NetworkDefinition definition : Networks.all()) {
        NetworkSpec spec = Specs.of(definition.name(), layout, "embeddingDim", "4");
        float[] dense = new float[definition.dense(spec).size()];
        if (!definition.usesTensorFlow()) {
          RandomBatches random = new RandomBatches(1);
          MiniBatch batch = random.batch(layout, 8, 6);
          float[] rows = random.gaussian(6 * spec.rowWidth(), 1);
          try (Network network = definition.create(spec)) {
            network.train(batch, rows, dense, 1, new Gradients());
            network.predict(batch, rows, dense, new float[8]);
          }
        }
      }
    }
  }
}
