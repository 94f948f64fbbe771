package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.EncodedRows;
import io.quern.model.tensorflow.DirectFloats;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Scores of a network that computes in TensorFlow: slot values are gathered into its inputs, in
 * pieces that bound the memory; the rest happens there.
 */
final class DenseScores implements RowScores, SlotTarget {
  private static final int PIECE_ROWS = 1024;
  private static final int PIECE_FLOATS = 1 << 22;

  private final SlotPooling pooling;
  private final DensePredictor predictor;
  private final int piece;
  private final int slots;
  private final int dim;
  private final ByteBuffer linearInput;
  private final ByteBuffer vectorInput;

  /** The inputs as floats: {@code rows × slots}, and {@code rows × slots × dim}. */
  private final FloatBuffer linear;

  private final FloatBuffer vectors;
  private final float[] zeros;
  private final float[] probabilities;

  /**
   * @param predictor closed with the scores
   */
  DenseScores(SlotPooling pooling, DensePredictor predictor) {
    this.pooling = pooling;
    this.predictor = predictor;
    this.slots = pooling.slots();
    this.dim = pooling.dim();
    int floatsOfRow = Math.multiplyExact(slots, 1 + dim);
    this.piece = Math.max(1, Math.min(PIECE_ROWS, PIECE_FLOATS / floatsOfRow));
    this.linearInput = DirectFloats.allocate(Math.multiplyExact(piece, slots));
    this.vectorInput = DirectFloats.allocate(Math.multiplyExact(piece, slots * dim));
    this.linear = linearInput.asFloatBuffer();
    this.vectors = vectorInput.asFloatBuffer();
    this.zeros = new float[dim];
    this.probabilities = new float[piece];
  }

  @Override
  public void score(EncodedRows rows, double[] out) {
    for (int from = 0; from < rows.size(); from += piece) {
      int size = Math.min(piece, rows.size() - from);
      pooling.pool(rows, from, size, this);
      predictor.predict(size, linearInput, vectorInput, probabilities);
      for (int row = 0; row < size; row++) {
        out[from + row] = probabilities[row];
      }
    }
  }

  @Override
  public void stored(int slot, SparseTable table, long[] places, int size) {
    // The first loop waits for many rows at once, and the second finds them near.
    for (int row = 0; row < size; row++) {
      long place = places[row];
      linear.put(row * slots + slot, place == SparseTable.ABSENT ? 0 : table.valueAt(place, 0));
    }
    for (int row = 0; row < size; row++) {
      int at = (row * slots + slot) * dim;
      if (places[row] == SparseTable.ABSENT) {
        vectors.put(at, zeros);
      } else {
        table.copyRowAt(places[row], 1, dim, vectors, at);
      }
    }
  }

  @Override
  public void pooled(int slot, double[] values, double[] slotVectors, int size) {
    for (int row = 0; row < size; row++) {
      int at = row * slots + slot;
      linear.put(at, (float) values[row]);
      for (int d = 0; d < dim; d++) {
        vectors.put(at * dim + d, (float) slotVectors[row * dim + d]);
      }
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
