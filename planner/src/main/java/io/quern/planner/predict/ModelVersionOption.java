package io.quern.planner.predict;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionText;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import java.util.List;
import java.util.Optional;

/** The option of PREDICT and REGISTER that chooses a version of the model. */
final class ModelVersionOption {
  private static final Option<String> VERSION =
      Option.optional(
          "version",
          OptionType.STRING,
          "the newest when the statement runs",
          WantedVersion.RANGE,
          "Version of the model; newest, and a tag, follow the model from statement to statement.");

  private final Options options;

  /**
   * @param statement as it reads after "for"
   * @throws QuernException {@link ErrorCode#OPTION} at the option's place
   */
  ModelVersionOption(String statement, List<OptionText> texts) {
    this.options = new OptionSet(statement, List.of(VERSION)).resolve(texts);
  }

  /** The version that is named; empty without the option. */
  Optional<WantedVersion> version() {
    return options.find(VERSION).map(WantedVersion::of);
  }
}
