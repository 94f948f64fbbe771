package io.quern.model.zoo;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.tensorflow.DirectFloats;
import io.quern.model.tensorflow.SavedModelPredictor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how many examples per second one thread trains and predicts: 39 categories, ids from a
 * Zipf law with exponent 1.2, embeddings of 16, batches of 4096 or as given. Arguments: network
 * [batch size [option value]…].
 */
final class NetworkThroughput {
  private static final int FIELDS = 39;
  private static final int IDS_PER_FIELD = 1_000_000 / FIELDS;
  private static final int ROUNDS = 20;

  private NetworkThroughput() {}

  public static void main(String[] args) throws IOException {
    NetworkDefinition definition = Networks.named(args[0]);
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 4096;
    String[] options = Arrays.copyOfRange(args, Math.min(args.length, 2), args.length);
    NetworkSpec spec = Specs.of(args[0], new FeatureLayout(FIELDS, 0, 0), options);
    MiniBatch batch = zipfBatch(spec.layout(), size);
    RandomBatches random = new RandomBatches(1);
    float[] rows = random.gaussian(batch.uniqueRows * spec.rowWidth(), 1e-2);
    float[] dense = random.gaussian(definition.dense(spec).size(), 0.05);
    Gradients gradients = new Gradients();
    float[] probabilities = new float[size];
    try (Network network = definition.create(spec)) {
      report("train", batch, i -> network.train(batch, rows, dense, i, gradients));
      report("predict", batch, i -> network.predict(batch, rows, dense, probabilities));
    }
    if (definition.usesTensorFlow()) {
      reportSavedModel(definition, spec, dense, batch);
    }
  }

  private static void reportSavedModel(
      NetworkDefinition definition, NetworkSpec spec, float[] dense, MiniBatch batch)
      throws IOException {
    Path folder = Files.createTempDirectory("quern").resolve("model");
    definition.exportSavedModel(spec, dense, folder);
    RandomBatches random = new RandomBatches(2);
    int slots = batch.size * spec.layout().slots();
    ByteBuffer linear = DirectFloats.of(random.gaussian(slots, 1e-2));
    ByteBuffer embedding = DirectFloats.of(random.gaussian(slots * spec.embeddingDim(), 1e-2));
    float[] probabilities = new float[batch.size];
    try (SavedModelPredictor predictor = SavedModelPredictor.open(folder)) {
      report(
          "predict by SavedModel",
          batch,
          i -> predictor.predict(batch.size, linear, embedding, probabilities));
    }
  }

  /** One repetition of what is measured. */
  private interface Round {
    void run(int index);
  }

  private static void report(String what, MiniBatch batch, Round round) {
    int inner = Math.max(1, 8192 / batch.size);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] elapsed = new long[ROUNDS];
    long[] busy = new long[ROUNDS];
    for (int i = -5; i < ROUNDS; i++) {
      long start = System.nanoTime();
      long busyStart = threads.getCurrentThreadCpuTime();
      for (int j = 0; j < inner; j++) {
        round.run(i * inner + j);
      }
      if (i >= 0) {
        elapsed[i] = (System.nanoTime() - start) / inner;
        busy[i] = (threads.getCurrentThreadCpuTime() - busyStart) / inner;
      }
    }
    System.err.printf(
        "%s: batch %d, %d unique rows, %s, on the processor %s%n",
        what, batch.size, batch.uniqueRows, speed(batch, elapsed), speed(batch, busy));
  }

  private static String speed(MiniBatch batch, long[] nanos) {
    Arrays.sort(nanos);
    double median = nanos[ROUNDS / 2] / 1e6;
    return "%.2f ms = %.0f examples/s".formatted(median, batch.size / median * 1e3);
  }

  private static MiniBatch zipfBatch(FeatureLayout layout, int size) {
    double[] cumulative = new double[IDS_PER_FIELD];
    double sum = 0;
    for (int i = 0; i < IDS_PER_FIELD; i++) {
      sum += Math.pow(i + 1.0, -1.2);
      cumulative[i] = sum;
    }
    Random random = new Random(7);
    int[] ids = new int[size * FIELDS];
    for (int i = 0; i < ids.length; i++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      ids[i] = i % FIELDS * IDS_PER_FIELD + (at < 0 ? -at - 1 : at);
    }
    MiniBatch batch = new MiniBatch(layout);
    batch.size = size;
    batch.singles = firstSeen(ids);
    batch.uniqueRows = 1 + Arrays.stream(batch.singles).max().orElseThrow();
    batch.labels = new float[size];
    for (int i = 0; i < size; i++) {
      batch.labels[i] = random.nextInt(2);
    }
    return batch;
  }

  /** Numbers the distinct ids in the order they are first seen. */
  private static int[] firstSeen(int[] ids) {
    Integer[] order = IntStream.range(0, ids.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingInt(i -> ids[i]));
    int[] first = new int[ids.length];
    for (int i = 0; i < order.length; i++) {
      boolean same = i > 0 && ids[order[i]] == ids[order[i - 1]];
      first[order[i]] = same ? first[order[i - 1]] : order[i];
    }
    int[] index = new int[ids.length];
    int next = 0;
    for (int i = 0; i < ids.length; i++) {
      index[i] = first[i] == i ? next++ : index[first[i]];
    }
    return index;
  }
}
