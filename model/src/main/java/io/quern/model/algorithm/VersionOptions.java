package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.bundle.WantedVersion;
import java.util.List;

/** What a training begins with, and what becomes of the versions at the model's path. */
public final class VersionOptions {
  public static final Option<String> CONTINUE_FROM =
      Option.optional(
          "continueFrom",
          OptionType.STRING,
          "none",
          WantedVersion.RANGE,
          "Version of the model, or newest, that training goes on from.");

  public static final Option<Boolean> KEEP_STATE =
      Option.of(
          "keepState",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether the version keeps the optimizer's state, so that another training can go on"
              + " from it as if there had been no end.");

  public static final Option<Boolean> KEEP_VERSION =
      Option.of(
          "keepVersion",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether older versions of the model stay after this one is committed.");

  public static final Option<Boolean> RESUME =
      Option.of(
          "resume",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether a checkpoint is kept after each epoch, and a training that was cut short goes on"
              + " from its last one.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(CONTINUE_FROM, KEEP_STATE, KEEP_VERSION, RESUME);

  private VersionOptions() {}
}
