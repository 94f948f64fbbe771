package io.quern.model.algorithm;

import io.quern.api.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that a training cut short and the one that goes on from its checkpoint must have
 * alike: all that its arithmetic, its rows or its metrics depend on.
 */
public final class ResumeOptions {
  /** What may be otherwise: how far to go, on which machines, and what becomes of versions. */
  private static final List<Option<?>> FREE =
      List.of(
          ScheduleOptions.EPOCHS,
          ClusterOptions.WORKERS,
          ClusterOptions.PARAMETER_SERVERS,
          ClusterOptions.OVERLAP,
          VersionOptions.KEEP_VERSION,
          VersionOptions.RESUME);

  /** What is compared by what it leads to: columns, features, and a version. */
  private static final Option<?> PARENT = VersionOptions.CONTINUE_FROM;

  private ResumeOptions() {}

  /**
   * These options among others.
   *
   * @param texts options with defaults, by name
   */
  public static Map<String, String> among(Map<String, String> texts) {
    Map<String, String> binding = new LinkedHashMap<>(texts);
    FREE.forEach(option -> binding.remove(option.name()));
    ColumnOptions.ALL.forEach(option -> binding.remove(option.name()));
    binding.remove(PARENT.name());
    return binding;
  }
}
