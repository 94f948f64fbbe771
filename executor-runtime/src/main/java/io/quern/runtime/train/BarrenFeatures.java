package io.quern.runtime.train;

import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FittedVocabulary;
import java.util.List;
import java.util.Locale;

/** Recognises features that are the same in every row, as no value is frequent enough to keep. */
final class BarrenFeatures {
  private BarrenFeatures() {}

  /** What to tell the user, feature by feature. */
  static List<String> notes(FeatureMap features) {
    return features.features().stream()
        .filter(feature -> isBarren(features.fitOf(feature).vocabulary()))
        .map(feature -> note(feature, features.fitOf(feature).vocabulary()))
        .toList();
  }

  private static boolean isBarren(FittedVocabulary vocabulary) {
    return vocabulary.limited() && vocabulary.distinct() > 1 && vocabulary.keys().size() == 0;
  }

  private static String note(Feature feature, FittedVocabulary vocabulary) {
    return String.format(
        Locale.ROOT,
        "Feature '%s' tells nothing: none of its %,d values is in minCount rows; leave it out, lower"
            + " minCount, or make something of it",
        feature.name(),
        vocabulary.distinct());
  }
}
