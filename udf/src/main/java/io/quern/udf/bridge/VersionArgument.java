package io.quern.udf.bridge;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;

/** The argument {@code version => …} of a function that reads a model. */
public final class VersionArgument {
  private static final String NAME = "version";

  private VersionArgument() {}

  /**
   * Takes it out of the arguments; empty where it is not among them.
   *
   * @param hint behind the message that it is no version
   * @throws QuernException {@code TYPE}, when it is no version's number and no tag
   */
  public static Optional<WantedVersion> take(
      String function, List<Expression> arguments, Optional<String> hint) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof NamedArgumentExpression named
          && named.key().equalsIgnoreCase(NAME)) {
        arguments.remove(i);
        return Optional.of(version(function, named.value(), hint));
      }
    }
    return Optional.empty();
  }

  private static WantedVersion version(String function, Expression value, Optional<String> hint) {
    boolean isText = value.dataType() instanceof StringType;
    if (value.foldable() && (isText || value.dataType() instanceof IntegerType)) {
      Object given = value.eval(null);
      if (given != null && WantedVersion.RANGE.contains().test(given.toString())) {
        return WantedVersion.of(given.toString());
      }
    }
    QuernException error =
        new QuernException(
            ErrorCode.TYPE,
            "Argument 'version' of %s must be a constant: a version's number or a tag, found %s"
                .formatted(function, value.sql()));
    throw hint.map(error::withHint).orElse(error);
  }
}
