package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the keys of each slot occur in some rows, as {@link SlotReader} reads them from a map
 * without vocabularies: the keys that a training asks its tables for, those of missing values and
 * of numbers included. Many keys of a slot are sampled. Mergeable; confined to one thread.
 */
public final class KeyCensus {
  private final List<KeySample> samples = new ArrayList<>();
  private long rows;

  /**
   * Nothing is counted yet.
   *
   * @param slots of the features
   */
  public KeyCensus(int slots) {
    for (int slot = 0; slot < slots; slot++) {
      samples.add(new KeySample());
    }
  }

  /** The features with every value kept, as a census reads them. */
  public static FeatureMap uncut(FeatureMap fitted) {
    return new FeatureMap(
        fitted.schema(),
        fitted.fits().stream().map(fit -> fit.withVocabulary(FittedVocabulary.NONE)).toList());
  }

  /**
   * Takes in the rows of a block.
   *
   * @param slots of features that are {@link #uncut}
   */
  public void add(EncodedRows block, SlotReader slots) {
    int singles = slots.singles.length;
    for (int row = 0; row < block.size(); row++) {
      slots.read(block, row);
      for (int slot = 0; slot < singles; slot++) {
        samples.get(slot).add(slots.singles[slot], 1);
      }
      for (int bag = 0; bag + 1 < slots.bagOffsets.length; bag++) {
        for (int i = slots.bagOffsets[bag]; i < slots.bagOffsets[bag + 1]; i++) {
          samples.get(singles + bag).add(slots.bagKeys[i], 1);
        }
      }
    }
    rows += block.size();
  }

  /** Takes in what a census of other rows has counted. */
  public void merge(KeyCensus other) {
    rows += other.rows;
    for (int slot = 0; slot < samples.size(); slot++) {
      samples.get(slot).merge(other.samples.get(slot));
    }
  }

  /** Rows counted. */
  public long rows() {
    return rows;
  }

  KeySample sample(int slot) {
    return samples.get(slot);
  }

  /** {@code rows (8)}; of each slot {@code level (4) keys (4)} and {@code key (8) count (8)}. */
  public byte[] toBytes() {
    int keys = samples.stream().mapToInt(sample -> sample.counts().size()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * samples.size() + 16 * keys);
    bytes.putLong(rows);
    for (KeySample sample : samples) {
      bytes.putInt(sample.level()).putInt(sample.counts().size());
      sample.counts().forEach((key, count) -> bytes.putLong(key).putLong(count));
    }
    return bytes.array();
  }

  /** What {@link #toBytes} wrote. */
  public static KeyCensus fromBytes(byte[] written, int slots) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    KeyCensus census = new KeyCensus(slots);
    census.rows = bytes.getLong();
    for (KeySample sample : census.samples) {
      sample.raise(bytes.getInt());
      for (int keys = bytes.getInt(); keys > 0; keys--) {
        sample.add(bytes.getLong(), bytes.getLong());
      }
    }
    return census;
  }
}
