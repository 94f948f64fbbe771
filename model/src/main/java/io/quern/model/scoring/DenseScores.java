package io.quern.model.scoring;

import io.quern.model.feature.EncodedRows;
import java.nio.FloatBuffer;

/**
 * Scores of a network that computes in TensorFlow: pooled here, the rest there, in pieces that
 * bound the memory.
 */
final class DenseScores implements RowScores {
  private static final int PIECE_ROWS = 1024;
  private static final int PIECE_FLOATS = 1 << 22;

  private final SlotPooling slots;
  private final DensePredictor predictor;
  private final int piece;
  private final float[] linear;
  private final float[] embedding;
  private final float[] probabilities;

  /**
   * @param predictor closed with the scores
   */
  DenseScores(SlotPooling slots, DensePredictor predictor) {
    this.slots = slots;
    this.predictor = predictor;
    int floatsOfRow = slots.linear.length + slots.embedding.length;
    this.piece = Math.max(1, Math.min(PIECE_ROWS, PIECE_FLOATS / floatsOfRow));
    this.linear = new float[Math.multiplyExact(piece, slots.linear.length)];
    this.embedding = new float[Math.multiplyExact(piece, slots.embedding.length)];
    this.probabilities = new float[piece];
  }

  @Override
  public void score(EncodedRows rows, double[] out) {
    for (int from = 0; from < rows.size(); from += piece) {
      score(rows, from, Math.min(piece, rows.size() - from), out);
    }
  }

  private void score(EncodedRows rows, int from, int size, double[] out) {
    int slotCount = slots.linear.length;
    int vectorLength = slots.embedding.length;
    for (int row = 0; row < size; row++) {
      slots.pool(rows, from + row);
      copy(slots.linear, linear, row * slotCount);
      copy(slots.embedding, embedding, row * vectorLength);
    }
    predictor.predict(
        size,
        FloatBuffer.wrap(linear).limit(size * slotCount),
        FloatBuffer.wrap(embedding).limit(size * vectorLength),
        probabilities);
    for (int row = 0; row < size; row++) {
      out[from + row] = probabilities[row];
    }
  }

  private static void copy(double[] source, float[] target, int offset) {
    for (int i = 0; i < source.length; i++) {
      target[offset + i] = (float) source[i];
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
