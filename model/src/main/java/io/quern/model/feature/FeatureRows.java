package io.quern.model.feature;

/**
 * Rows that the encoder reads column by column: a cursor that is moved to any of them. Confined to
 * one thread.
 */
public interface FeatureRows extends FeatureRow {
  /** Moves to a row, from 0. */
  void moveTo(int row);
}
