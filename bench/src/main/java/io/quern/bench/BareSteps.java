package io.quern.bench;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick of training: nothing but the network's step, forward and backward, over batches
 * assembled beforehand; no reading, no parameter server, no update.
 */
final class BareSteps {
  private final NetworkSpec spec;
  private final List<MiniBatch> batches = new ArrayList<>();
  private final int batchSize;

  /**
   * @param rows of a {@link ClickTable}: the label, then the ids
   */
  BareSteps(List<long[]> rows, int fields, int batchSize, NetworkSpec spec) {
    this.spec = spec;
    this.batchSize = batchSize;
    FeatureSchema.Builder builder = FeatureSchema.builder();
    for (int f = 0; f < fields; f++) {
      builder.column("f" + f, ColumnType.INTEGRAL, FeatureKind.CATEGORY);
    }
    FeatureSchema features = builder.build();
    EncodedRows encoded = encode(rows, features);
    FeatureSummary summary = new FeatureSummary(features);
    summary.add(encoded);
    FeatureMap map = summary.toFeatureMap(List.of());
    KeyNumbers keys = new KeyNumbers();
    SlotRows slots = SlotRows.of(map.layout(), new SlotEncoder(map, keys).encode(encoded));
    for (int from = 0; from + batchSize <= slots.size(); from += batchSize) {
      MiniBatch batch = new MiniBatch(map.layout());
      new BatchAssembler(map, keys).assemble(slots, from, from + batchSize, batch);
      batches.add(batch);
    }
  }

  private static EncodedRows encode(List<long[]> rows, FeatureSchema features) {
    FeatureEncoder encoder = new FeatureEncoder(features);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    for (long[] row : rows) {
      encoder.encode(new IdRow(row), row[0], builder);
    }
    return builder.build();
  }

  /** Samples per second of {@code threads} threads together, each with a network of its own. */
  double samplesPerSecond(int threads, int stepsEach) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> loops = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        loops.add(() -> loop(stepsEach));
      }
      long start = System.nanoTime();
      for (Future<Void> loop : pool.invokeAll(loops)) {
        loop.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return threads * (double) stepsEach * batchSize / seconds;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Void loop(int steps) {
    Random random = new Random(7);
    try (Network network = Networks.named(spec.network()).create(spec)) {
      float[] dense = normal(random, network.dense().size());
      Gradients gradients = new Gradients();
      int widest = batches.stream().mapToInt(batch -> batch.uniqueRows).max().orElseThrow();
      float[] rows = normal(random, widest * spec.rowWidth());
      for (int step = 0; step < steps; step++) {
        network.train(batches.get(step % batches.size()), rows, dense, step, gradients);
      }
    }
    return null;
  }

  private static float[] normal(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.01 * random.nextGaussian());
    }
    return values;
  }
}
