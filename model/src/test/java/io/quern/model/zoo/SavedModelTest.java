package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.tensorflow.DirectFloats;
import io.quern.model.tensorflow.SavedModelPredictor;
import io.quern.model.tensorflow.TensorFlowNatives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavedModelTest {
  private static final NetworkDefinition DEEP_FM = Networks.named("DeepFM");
  private static final NetworkSpec SPEC =
      Specs.of("DeepFM", new FeatureLayout(3, 2, 1), "embeddingDim", "4", "hiddenUnits", "8,6");
  private static final int SIZE = 20;
  private static final int SLOTS = SPEC.layout().slots();

  private final RandomBatches random = new RandomBatches(5);
  private final MiniBatch batch = random.batch(SPEC.layout(), SIZE, 11);
  private final float[] rows = random.gaussian(11 * SPEC.rowWidth(), 0.5);
  private final float[] dense = random.dense(DEEP_FM.dense(SPEC));
  private final float[] linear = new float[SIZE * SLOTS];
  private final float[] embedding = new float[SIZE * SLOTS * SPEC.embeddingDim()];

  @TempDir private Path folder;

  SavedModelTest() {
    double[][][] slots =
        new ReferenceNetwork(batch, SPEC.rowWidth(), ReferenceEquations.of(SPEC, false))
            .slots(rows);
    int at = 0;
    for (double[][] example : slots) {
      for (double[] slot : example) {
        linear[at] = (float) slot[0];
        for (int d = 0; d < SPEC.embeddingDim(); d++) {
          embedding[at * SPEC.embeddingDim() + d] = (float) slot[1 + d];
        }
        at++;
      }
    }
  }

  @Test
  void predictsWhatTheNetworkPredicts() {
    try (SavedModelPredictor predictor = SavedModelPredictor.open(export("model"))) {
      assertThat(predictor.slots()).isEqualTo(6);
      assertThat(predictor.embeddingDim()).isEqualTo(4);
      assertClose(predict(predictor, SIZE));
      assertClose(predict(predictor, 7));
      assertClose(predict(predictor, SIZE));
      assertThat(predict(predictor, 0)).isEmpty();
    }
  }

  @Test
  void anotherPredictorOutlivesTheFirst() {
    SavedModelPredictor first = SavedModelPredictor.open(export("model"));
    SavedModelPredictor second = first.another();
    CompletableFuture<float[]> elsewhere =
        CompletableFuture.supplyAsync(() -> predict(second, SIZE));
    assertClose(predict(first, SIZE));
    assertClose(elsewhere.join());
    first.close();
    assertClose(predict(second, SIZE));
    second.close();
  }

  @Test
  void sameWeightsGiveSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(export("first").resolve("saved_model.pb"));
    byte[] second = Files.readAllBytes(export("second").resolve("saved_model.pb"));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void plainDjlReadsIt() throws Exception {
    Path model = export("model");
    TensorFlowNatives.load();
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(model)
            .optEngine("TensorFlow")
            .optTranslator(new NoopTranslator())
            .build();
    try (ZooModel<NDList, NDList> loaded = criteria.loadModel();
        Predictor<NDList, NDList> predictor = loaded.newPredictor();
        NDManager manager = loaded.getNDManager().newSubManager()) {
      assertThat(loaded.describeOutput().keys()).containsExactly("probability");
      NDList outputs =
          predictor.predict(
              new NDList(
                  manager.create(embedding, new Shape(SIZE, SLOTS, SPEC.embeddingDim())),
                  manager.create(linear, new Shape(SIZE, SLOTS))));
      outputs.attach(manager);
      assertClose(outputs.singletonOrThrow().toFloatArray());
    }
  }

  @Test
  void pythonTensorFlowReadsIt() throws Exception {
    Path model = export("model");
    String script =
        String.join(
            "\n",
            "try:",
            "  import tensorflow as tf",
            "except ImportError:",
            "  raise SystemExit(77)",
            "f = tf.saved_model.load('%s').signatures['serving_default']".formatted(model),
            "linear = tf.reshape(tf.constant(%s), [%d, %d])"
                .formatted(Arrays.toString(linear), SIZE, SLOTS),
            "embedding = tf.reshape(tf.constant(%s), [%d, %d, %d])"
                .formatted(Arrays.toString(embedding), SIZE, SLOTS, SPEC.embeddingDim()),
            "for p in f(linear=linear, embedding=embedding)['probability'].numpy():",
            "  print('probability', p)");
    Path file = Files.writeString(folder.resolve("predict.py"), script);
    String python = System.getProperty("quern.test.python", "python3");
    ProcessBuilder builder = new ProcessBuilder(python, file.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    assumeTrue(exit != 77, python + " has no tensorflow: set -Dquern.test.python");
    assertThat(exit).describedAs(output).isZero();
    List<Float> found =
        output
            .lines()
            .filter(line -> line.startsWith("probability "))
            .map(line -> Float.valueOf(line.substring("probability ".length())))
            .toList();
    float[] probabilities = new float[SIZE];
    assertThat(found).hasSize(SIZE);
    for (int i = 0; i < SIZE; i++) {
      probabilities[i] = found.get(i);
    }
    assertClose(probabilities);
  }

  @Test
  void namesTheFolderThatHoldsNoModel() {
    Path empty = folder.resolve("empty");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SavedModelPredictor.open(empty))
        .withMessage("Cannot load SavedModel at '%s'".formatted(empty));
  }

  @Test
  void refusesToOverwrite() {
    Path model = export("model");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> DEEP_FM.exportSavedModel(SPEC, dense, model))
        .satisfies(
            e -> assertThat(e.headline()).startsWith("ERROR STORAGE: Cannot write SavedModel to"));
  }

  private Path export(String name) {
    Path model = folder.resolve(name);
    DEEP_FM.exportSavedModel(SPEC, dense, model);
    return model;
  }

  private float[] predict(SavedModelPredictor predictor, int size) {
    float[] probabilities = new float[size];
    predictor.predict(size, DirectFloats.of(linear), DirectFloats.of(embedding), probabilities);
    return probabilities;
  }

  private void assertClose(float[] probabilities) {
    float[] expected = new float[SIZE];
    try (Network network = DEEP_FM.create(SPEC)) {
      network.predict(batch, rows, dense, expected);
    }
    for (int i = 0; i < probabilities.length; i++) {
      assertThat(probabilities[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
