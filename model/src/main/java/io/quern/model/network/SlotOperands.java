package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The slot values of a batch.
 *
 * @param linear {@code [B, F]}
 * @param embedding {@code [B, F, D]}
 */
record SlotOperands(Operand<TFloat32> linear, Operand<TFloat32> embedding) {
  SlotOperands {
    requireNonNull(linear, "linear is null");
    requireNonNull(embedding, "embedding is null");
  }
}
