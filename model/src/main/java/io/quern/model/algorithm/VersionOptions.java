package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/** What becomes of the versions at the model's path. */
public final class VersionOptions {
  public static final Option<Boolean> KEEP_VERSION =
      Option.of(
          "keepVersion",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether older versions of the model stay after this one is committed.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(KEEP_VERSION);

  private VersionOptions() {}
}
