package io.quern.bench;

import io.quern.model.tensorflow.DirectFloats;
import io.quern.model.tensorflow.SavedModelPredictor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick of PREDICT: calls of a SavedModel through DJL, batch after batch, inputs already in
 * place; no reading, no encoding, no looking up. Each thread has a session of its own.
 */
final class BareLoop implements AutoCloseable {
  private final SavedModelPredictor first;
  private final int batch;

  BareLoop(Path savedModel, int batch) {
    this.first = SavedModelPredictor.open(savedModel);
    this.batch = batch;
  }

  /** Rows per second of all threads together. */
  double rowsPerSecond(int threads, long rows) throws InterruptedException {
    int calls = (int) Math.max(1, rows / batch / threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> loops = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        loops.add(() -> loop(calls));
      }
      long start = System.nanoTime();
      for (Future<Void> loop : pool.invokeAll(loops)) {
        loop.get();
      }
      return (double) calls * batch * threads / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Void loop(int calls) {
    ByteBuffer linear = DirectFloats.allocate(batch * first.slots());
    ByteBuffer embedding = DirectFloats.allocate(batch * first.slots() * first.embeddingDim());
    float[] probabilities = new float[batch];
    try (SavedModelPredictor predictor = first.another()) {
      for (int call = 0; call < calls; call++) {
        predictor.predict(batch, linear, embedding, probabilities);
      }
    }
    return null;
  }

  @Override
  public void close() {
    first.close();
  }
}
