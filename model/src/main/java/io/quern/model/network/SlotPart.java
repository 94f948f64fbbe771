package io.quern.model.network;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** The slots of one kind: their index inputs, and their values made of table rows. */
interface SlotPart extends AutoCloseable {
  /**
   * {@code [B, k]} from linear weights {@code [U]}, or {@code [B, k, D]} from embeddings {@code [U,
   * D]}; k is the number of slots of this kind.
   */
  Operand<TFloat32> values(Operand<TFloat32> rows);

  /**
   * Copies what this kind needs of the batch.
   *
   * @param rows {@code uniqueRows × (1 + D)}: linear weights and embeddings
   */
  void set(MiniBatch batch, float[] rows);

  void feed(Session.Runner runner);

  @Override
  void close();
}
