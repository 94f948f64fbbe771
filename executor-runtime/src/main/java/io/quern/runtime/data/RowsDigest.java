package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import java.io.Serializable;
import java.util.Optional;

/**
 * Which rows a training has, whatever order they come in: counts, and sums of a hash of each row as
 * it is encoded, label included. Immutable.
 *
 * @param trainingRows without those held out
 * @param trainingHash modulo 2⁶⁴
 * @param validationRows held out, or of the validation table
 */
public record RowsDigest(
    long trainingRows, long trainingHash, long validationRows, long validationHash)
    implements Serializable {
  /** Of no rows. */
  public static final RowsDigest NONE = new RowsDigest(0, 0, 0, 0);

  /** Of one chunk. */
  static RowsDigest of(EncodedLayout layout, byte[] chunk) {
    return switch (ChunkHeader.of(chunk).kind()) {
      case TRAINING -> {
        EncodedRows rows = EncodedRows.of(layout, ChunkHeader.payload(chunk));
        yield new RowsDigest(rows.size(), hash(rows), 0, 0);
      }
      case VALIDATION -> {
        EncodedRows rows = EncodedRows.of(layout, ChunkHeader.payload(chunk));
        yield new RowsDigest(0, 0, rows.size(), hash(rows));
      }
      case FAULTS -> NONE;
    };
  }

  private static long hash(EncodedRows rows) {
    long sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      sum += hash(rows, row);
    }
    return sum;
  }

  private static long hash(EncodedRows rows, int row) {
    EncodedLayout layout = rows.layout();
    long hash = Mix.of(Float.floatToIntBits(rows.label(row)));
    for (int place = 0; place < layout.keys(); place++) {
      hash = Mix.of(hash ^ rows.key(row, place));
    }
    for (int place = 0; place < layout.numbers(); place++) {
      hash = Mix.of(hash ^ Double.doubleToLongBits(rows.number(row, place)));
    }
    for (int bag = 0; bag < layout.bags(); bag++) {
      hash = bag(hash, rows, rows.bagStart(row, bag), rows.bagEnd(row, bag));
    }
    return hash;
  }

  private static long bag(long before, EncodedRows rows, int from, int to) {
    long hash = Mix.of(before ^ (to - from));
    for (int i = from; i < to; i++) {
      hash = Mix.of(hash ^ rows.bagKey(i));
      if (rows.layout().weighted()) {
        hash = Mix.of(hash ^ Float.floatToIntBits(rows.bagWeight(i)));
      }
    }
    return hash;
  }

  RowsDigest plus(RowsDigest other) {
    return new RowsDigest(
        trainingRows + other.trainingRows,
        trainingHash + other.trainingHash,
        validationRows + other.validationRows,
        validationHash + other.validationHash);
  }

  /** What is otherwise than it was, for messages; empty where all is alike. */
  public Optional<String> difference(RowsDigest before) {
    if (trainingRows != before.trainingRows) {
      return Optional.of(
          "it had %,d training rows, there are %,d now"
              .formatted(before.trainingRows, trainingRows));
    }
    if (validationRows != before.validationRows) {
      return Optional.of(
          "it had %,d validation rows, there are %,d now"
              .formatted(before.validationRows, validationRows));
    }
    if (trainingHash != before.trainingHash) {
      return Optional.of("the training rows have changed since");
    }
    return validationHash == before.validationHash
        ? Optional.empty()
        : Optional.of("the validation rows have changed since");
  }
}
