package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class KeyCensusTest {
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private static long key(long value) {
    long mixed = value * MIXER;
    mixed = (mixed ^ mixed >>> 32) * MIXER;
    return mixed ^ mixed >>> 29;
  }

  private static KeySample sample(int from, int to) {
    KeySample sample = new KeySample();
    for (int value = from; value < to; value++) {
      sample.add(key(value), 1 + value % 3);
    }
    return sample;
  }

  private static double estimated(KeySample sample) {
    return (double) sample.counts().size() * (1L << sample.level());
  }

  @Test
  void countsFewKeysExactly() {
    KeySample sample = sample(0, 5_000);
    assertThat(sample.level()).isZero();
    assertThat(sample.counts().size()).isEqualTo(5_000);
  }

  @Test
  void samplesManyKeysWithExactCounts() {
    KeySample sample = sample(0, 300_000);
    assertThat(sample.counts().size()).isLessThanOrEqualTo(KeySample.MOST_KEYS);
    assertThat(estimated(sample) / 300_000).isCloseTo(1, within(0.05));
    sample.counts().forEach((key, count) -> assertThat(count).isBetween(1L, 3L));
  }

  @Test
  void samplesOfPartsJoinToThatOfAll() {
    KeySample joined = sample(0, 40_000);
    joined.merge(sample(20_000, 300_000));
    KeySample all = sample(0, 300_000);
    assertThat(joined.level()).isEqualTo(all.level());
    assertThat(joined.counts().size()).isEqualTo(all.counts().size());
  }

  @Test
  void comesBackFromBytes() {
    KeyCensus census = new KeyCensus(2);
    census.sample(0).merge(sample(0, 50_000));
    census.sample(1).merge(sample(0, 10));
    KeyCensus read = KeyCensus.fromBytes(census.toBytes(), 2);
    for (int slot = 0; slot < 2; slot++) {
      assertThat(read.sample(slot).level()).isEqualTo(census.sample(slot).level());
      assertThat(read.sample(slot).counts().size()).isEqualTo(census.sample(slot).counts().size());
    }
    assertThat(read.rows()).isEqualTo(census.rows());
  }
}
