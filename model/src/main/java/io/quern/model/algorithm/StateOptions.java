package io.quern.model.algorithm;

import io.quern.api.Option;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The options that an optimizer's kept state belongs to: another training has to have the same. */
public final class StateOptions {
  /** What the steps that follow may have otherwise. */
  private static final List<Option<?>> FREE =
      List.of(
          OptimizerOptions.LEARNING_RATE,
          OptimizerOptions.SPARSE_LEARNING_RATE,
          OptimizerOptions.EMBEDDING_INIT,
          OptimizerOptions.EMBEDDING_INIT_SCALE);

  private StateOptions() {}

  /**
   * The first of them that two trainings have otherwise; empty where state of the one suits the
   * other.
   *
   * @param texts options with defaults, by name
   */
  public static Optional<String> difference(Map<String, String> texts, Map<String, String> others) {
    return Stream.concat(OptimizerOptions.ALL.stream(), RowOptions.ALL.stream())
        .filter(option -> !FREE.contains(option))
        .<String>map(Option::name)
        .filter(name -> !Objects.equals(texts.get(name), others.get(name)))
        .findFirst();
  }
}
