package io.quern.udf.embedding;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.udf.bridge.VersionArgument;
import io.quern.udf.scoring.PinnedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StringType;

/**
 * The model and the feature that a call names, looked up.
 *
 * @param map of the model
 * @param rest arguments behind path and feature
 */
record ModelFeature(PinnedModel model, FeatureMap map, Feature feature, List<Expression> rest) {
  /**
   * @param usage of the function, for messages
   * @throws QuernException {@code TYPE} for arguments that are no constants, {@code MODEL} and
   *     {@code NAME} for what is not there
   */
  static ModelFeature of(String function, String usage, List<Expression> arguments) {
    List<Expression> rest = new ArrayList<>(arguments);
    WantedVersion version =
        VersionArgument.take(function, rest, Optional.empty()).orElse(WantedVersion.NEWEST);
    requireUnnamed(function, rest);
    if (rest.size() < 2) {
      throw new QuernException(
              ErrorCode.TYPE,
              "%s needs the path of a model and the name of a feature".formatted(function))
          .withHint("Write " + usage + ".");
    }
    String path = text(function, "path of the model", rest.remove(0));
    String name = text(function, "name of the feature", rest.remove(0));
    SparkSession session = (SparkSession) SparkSession.active();
    PinnedModel model = PinnedModel.open(path, version, session.sessionState().newHadoopConf());
    FeatureMap map = model.featureMap();
    return new ModelFeature(model, map, find(path, map, name), List.copyOf(rest));
  }

  private static String text(String function, String what, Expression argument) {
    Object value =
        argument.foldable() && argument.dataType() instanceof StringType
            ? argument.eval(null)
            : null;
    if (value == null || value.toString().isBlank()) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The %s that %s is given must be a constant string, found %s"
              .formatted(what, function, argument.sql()));
    }
    return value.toString();
  }

  private static void requireUnnamed(String function, List<Expression> arguments) {
    for (Expression argument : arguments) {
      if (argument instanceof NamedArgumentExpression named) {
        throw new QuernException(
                ErrorCode.NAME, "%s has no argument '%s'".formatted(function, named.key()))
            .withHint("The only one with a name is version => n.");
      }
    }
  }

  private static Feature find(String path, FeatureMap map, String name) {
    Optional<Feature> exact =
        map.features().stream().filter(feature -> feature.name().equals(name)).findFirst();
    return exact
        .or(
            () ->
                map.features().stream()
                    .filter(feature -> feature.name().equalsIgnoreCase(name))
                    .findFirst())
        .orElseThrow(() -> unknown(path, map, name));
  }

  private static QuernException unknown(String path, FeatureMap map, String name) {
    List<String> names = map.features().stream().map(Feature::name).toList();
    return new QuernException(
            ErrorCode.NAME, "Model '%s' has no feature '%s'".formatted(path, name))
        .withHint(
            NearestName.hint(name, names).orElse("Its features are " + String.join(", ", names)));
  }
}
