package io.quern.model.feature;

import java.util.List;
import java.util.Optional;

/** The fitted part of a slot's keys. Immutable. */
abstract sealed class SlotKeys {
  /**
   * @param place of the feature among those stored alike
   */
  static SlotKeys of(Feature feature, FeatureFit fit, int place) {
    if (feature.transform() instanceof Transform.Quantiles) {
      return new Cut(feature, fit.boundaries(), place);
    }
    return fit.vocabulary().limited()
        ? new Known(SlotVocabulary.of(feature, fit.vocabulary().keys()), place)
        : new Plain(place);
  }

  /** What a row that has one key says of it. */
  abstract long encoded(EncodedRows rows, int row);

  /** The key that an encoded one stands for. */
  abstract long fitted(long encoded);

  /** Empty where every key stands for itself. */
  Optional<SlotVocabulary> vocabulary() {
    return Optional.empty();
  }

  /** As encoded. */
  private static final class Plain extends SlotKeys {
    private final int place;

    Plain(int place) {
      this.place = place;
    }

    @Override
    long encoded(EncodedRows rows, int row) {
      return rows.key(row, place);
    }

    @Override
    long fitted(long encoded) {
      return encoded;
    }
  }

  /** Those that are not in a vocabulary become one. */
  private static final class Known extends SlotKeys {
    private final SlotVocabulary vocabulary;
    private final int place;

    Known(SlotVocabulary vocabulary, int place) {
      this.vocabulary = vocabulary;
      this.place = place;
    }

    @Override
    long encoded(EncodedRows rows, int row) {
      return rows.key(row, place);
    }

    @Override
    long fitted(long encoded) {
      return vocabulary.fitted(encoded);
    }

    @Override
    Optional<SlotVocabulary> vocabulary() {
      return Optional.of(vocabulary);
    }
  }

  /** Numbers cut at fitted boundaries. */
  private static final class Cut extends SlotKeys {
    private final Buckets buckets;
    private final int place;
    private final long missing;

    Cut(Feature feature, List<Double> boundaries, int place) {
      long salt = FeatureKeys.columnSalt(feature.table());
      buckets = new Buckets(boundaries, salt);
      this.place = place;
      missing = FeatureKeys.missing(salt);
    }

    @Override
    long encoded(EncodedRows rows, int row) {
      double value = rows.number(row, place);
      return Double.isNaN(value) ? missing : buckets.key(value);
    }

    @Override
    long fitted(long encoded) {
      return encoded;
    }
  }
}
