package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.Transform;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is measured of predictions.
 *
 * @param gaucBy name of a feature; empty = no GAUC
 * @param threshold probability from which on a prediction counts as 1
 */
public record MetricChoice(Monitor monitor, String gaucBy, double threshold)
    implements Serializable {
  public MetricChoice {
    requireNonNull(monitor, "monitor is null");
    requireNonNull(gaucBy, "gaucBy is null");
  }

  static MetricChoice from(Options options) {
    MetricChoice choice =
        new MetricChoice(
            Monitor.of(options.get(MetricOptions.MONITOR)),
            options.find(MetricOptions.GAUC_BY).orElse(""),
            options.get(MetricOptions.THRESHOLD));
    if (choice.monitor == Monitor.GAUC && choice.gaucBy.isEmpty()) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION, "Option 'monitor' is 'gauc', but 'gaucBy' is not given")
              .withHint("Name the feature that groups rows, for example gaucBy=\"user_id\"");
      throw options.place(MetricOptions.MONITOR).map(error::at).orElse(error);
    }
    return choice;
  }

  /**
   * The feature that {@link #gaucBy} names, without regard to case; empty where none is to be.
   *
   * @throws QuernException {@code OPTION}, when there is no such feature, it is no category, or its
   *     values are known only once all rows are read
   */
  public Optional<Feature> gaucFeature(List<Feature> features) {
    if (gaucBy.isEmpty()) {
      return Optional.empty();
    }
    Feature feature =
        features.stream()
            .filter(candidate -> candidate.name().equalsIgnoreCase(gaucBy))
            .findFirst()
            .orElseThrow(() -> wrongFeature("no feature of the model"));
    if (feature.kind() != FeatureKind.CATEGORY) {
      throw wrongFeature("of kind " + feature.kind().name().toLowerCase(Locale.ROOT));
    }
    if (feature.transform() instanceof Transform.Quantiles) {
      throw wrongFeature("cut at quantiles");
    }
    return Optional.of(feature);
  }

  private QuernException wrongFeature(String what) {
    return new QuernException(
        ErrorCode.OPTION,
        "Option 'gaucBy' expects a feature of kind category; '%s' is %s".formatted(gaucBy, what));
  }
}
