package io.quern.model.algorithm;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.model.feature.function.FeatureFunctions;
import java.util.List;

/** The registry of algorithms. */
public final class Algorithms {
  private static final List<Algorithm> ALL =
      List.of(
          new Algorithm(
              DeepCtrOptions.SET.owner(),
              "Click-through-rate models over sparse features; option 'model' names the network.",
              DeepCtrOptions.SET,
              FeatureFunctions.all()));

  private Algorithms() {}

  /** In the order SHOW ALGORITHMS prints them. */
  public static List<Algorithm> all() {
    return ALL;
  }

  /**
   * The algorithm of that name, whatever its case.
   *
   * @throws QuernException {@link ErrorCode#NAME} when there is none
   */
  public static Algorithm named(String name) {
    return ALL.stream()
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static QuernException unknown(String name) {
    List<String> names = ALL.stream().map(Algorithm::name).toList();
    String nearest = NearestName.hint(name, names).map(hint -> hint + " ").orElse("");
    return new QuernException(ErrorCode.NAME, "Unknown algorithm '" + name + "'")
        .withHint(nearest + "See SHOW ALGORITHMS");
  }
}
