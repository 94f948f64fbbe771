package io.quern.model.scoring;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The dense part of a network that computes in TensorFlow. Confined to one thread, but for {@link
 * #another}.
 */
interface DensePredictor extends AutoCloseable {
  /**
   * Predicts the first {@code size} examples. The buffers are direct, in the processor's byte
   * order, and may be longer.
   *
   * @param linear {@code size × slots}: each slot's linear value
   * @param embedding {@code size × slots × dim}: each slot's vector
   * @param probabilities the first {@code size} are overwritten
   */
  void predict(int size, ByteBuffer linear, ByteBuffer embedding, float[] probabilities);

  /** A predictor of the same network for another thread; outlives this one. */
  DensePredictor another();

  @Override
  void close();

  /** Opens predictors. Thread-safe. */
  interface Factory {
    /**
     * @param savedModel a folder, not needed any more once the predictor is open
     */
    DensePredictor open(Path savedModel);
  }
}
