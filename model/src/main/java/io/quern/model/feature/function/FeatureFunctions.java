package io.quern.model.feature.function;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import java.util.List;

/** The registry of feature functions. */
public final class FeatureFunctions {
  private static final List<FeatureFunction> ALL =
      List.of(
          new CategoryFunction(),
          new NumberFunction(),
          new BucketsFunction(),
          new BagFunction(),
          new CrossFunction());

  private FeatureFunctions() {}

  /** In the order SHOW FUNCTIONS prints them. */
  public static List<FeatureFunction> all() {
    return ALL;
  }

  /**
   * The function of that name, whatever its case.
   *
   * @throws QuernException {@link ErrorCode#NAME} when there is none
   */
  public static FeatureFunction named(String name) {
    return ALL.stream()
        .filter(function -> function.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static QuernException unknown(String name) {
    List<String> names = ALL.stream().map(FeatureFunction::name).toList();
    String nearest = NearestName.hint(name, names).map(hint -> hint + " ").orElse("");
    return new QuernException(
            ErrorCode.NAME,
            "Unknown feature function '%s'; functions: %s"
                .formatted(name, String.join(", ", names)))
        .withHint(nearest + "See SHOW FUNCTIONS FOR DeepCTR");
  }
}
