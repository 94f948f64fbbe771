package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.tensorflow.DirectFloats;
import io.quern.model.tensorflow.SavedModelPredictor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow's memory lies outside the heap: nothing but closing frees it. */
final class TensorFlowMemoryTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final NetworkSpec SPEC =
      Specs.of("DeepFM", new FeatureLayout(20, 5, 2), "hiddenUnits", "256,128");

  @Test
  void stepsLeaveNothingBehind() throws IOException {
    RandomBatches random = new RandomBatches(1);
    MiniBatch[] batches = {
      random.batch(SPEC.layout(), 256, 900), random.batch(SPEC.layout(), 250, 800)
    };
    float[] rows = random.gaussian(900 * SPEC.rowWidth(), 0.1);
    float[] dense = random.dense(Networks.named("DeepFM").dense(SPEC));
    Gradients gradients = new Gradients();
    float[] probabilities = new float[256];
    try (Network network = Networks.named("DeepFM").create(SPEC)) {
      long pointers = 0;
      long resident = 0;
      for (int step = 0; step < 200; step++) {
        if (step == 60) {
          pointers = Pointer.totalCount();
          resident = residentBytes();
        }
        network.train(batches[step % 2], rows, dense, step, gradients);
        network.predict(batches[step % 2], rows, dense, probabilities);
      }
      assertThat(Pointer.totalCount()).isEqualTo(pointers);
      // A step's inputs and outputs are more than 1 MiB.
      assertThat(residentBytes() - resident).isLessThan(60 * MEBIBYTE);
    }
  }

  @Test
  void closedNetworksLeaveNothingBehind() throws IOException {
    MiniBatch batch = new RandomBatches(2).batch(SPEC.layout(), 256, 900);
    float[] rows = new RandomBatches(3).gaussian(900 * SPEC.rowWidth(), 0.1);
    float[] dense = new RandomBatches(4).dense(Networks.named("DeepFM").dense(SPEC));
    long pointers = 0;
    long resident = 0;
    for (int i = 0; i < 30; i++) {
      if (i == 10) {
        pointers = Pointer.totalCount();
        resident = residentBytes();
      }
      try (Network network = Networks.named("DeepFM").create(SPEC)) {
        network.train(batch, rows, dense, 1, new Gradients());
      }
    }
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
    assertThat(residentBytes() - resident).isLessThan(60 * MEBIBYTE);
  }

  @Test
  void predictionsLeaveNothingBehind(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("model");
    float[] dense = new RandomBatches(5).dense(Networks.named("DeepFM").dense(SPEC));
    Networks.named("DeepFM").exportSavedModel(SPEC, dense, model);
    int slots = 256 * SPEC.layout().slots();
    ByteBuffer linear = DirectFloats.allocate(slots);
    ByteBuffer embedding = DirectFloats.allocate(slots * SPEC.embeddingDim());
    float[] probabilities = new float[256];
    try (SavedModelPredictor predictor = SavedModelPredictor.open(model)) {
      long pointers = 0;
      long resident = 0;
      for (int i = 0; i < 500; i++) {
        if (i == 100) {
          pointers = Pointer.totalCount();
          resident = residentBytes();
        }
        predictor.predict(256 - i % 2, linear, embedding, probabilities);
      }
      assertThat(Pointer.totalCount()).isEqualTo(pointers);
      assertThat(residentBytes() - resident).isLessThan(60 * MEBIBYTE);
    }
  }

  private static long residentBytes() throws IOException {
    String kibibytes =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow()
            .replaceAll("\\D", "");
    return Long.parseLong(kibibytes) * 1024;
  }
}
