package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureFit;
import io.quern.model.feature.FeatureStatistics;
import io.quern.model.feature.FittedVocabulary;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import io.quern.model.feature.function.CallText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A feature of a model in one line: how it is made, and what the training rows hold in it. */
record FittedFeature(Feature feature, FeatureFit fit) {
  FittedFeature {
    requireNonNull(feature, "feature is null");
    requireNonNull(fit, "fit is null");
  }

  String describe() {
    List<String> facts = new ArrayList<>();
    FeatureStatistics statistics = fit.statistics();
    facts.add("%,d of %,d rows missing".formatted(statistics.missing(), statistics.rows()));
    if (feature.transform() instanceof Transform.Number number) {
      facts.add(describe(number, statistics));
    }
    if (feature.isQuantity()) {
      facts.add("quantities, " + describe(Transform.Quantity.NUMBER, statistics));
    }
    if (fit.vocabulary().limited()) {
      facts.add(describe(fit.vocabulary()));
    }
    if (feature.transform() instanceof Transform.Quantiles) {
      facts.add("boundaries " + list(fit.boundaries()));
    }
    return "%s: %s".formatted(CallText.of(feature), String.join(", ", facts));
  }

  private static String describe(Transform.Number number, FeatureStatistics statistics) {
    return "%smean %s, deviation %s, min %s, max %s"
        .formatted(
            number.scaling() == Scaling.LOG ? "of sign(x) * ln(1 + |x|): " : "",
            text(statistics.mean()),
            text(statistics.standardDeviation()),
            text(statistics.min()),
            text(statistics.max()));
  }

  private static String describe(FittedVocabulary vocabulary) {
    return "%,d distinct values, %,d kept, %,d times another"
        .formatted(vocabulary.distinct(), vocabulary.keys().size(), vocabulary.outOfVocabulary());
  }

  private static String list(List<Double> numbers) {
    return numbers.stream().map(FittedFeature::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.6g", number);
  }
}
