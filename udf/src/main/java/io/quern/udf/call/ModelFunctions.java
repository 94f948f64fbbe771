package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.scoring.PinnedModel;
import java.util.OptionalInt;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.classic.SparkSession;

/** The functions of a session that REGISTER binds to models. */
public final class ModelFunctions {
  private ModelFunctions() {}

  /**
   * Binds a name to the version of a model, for the session. A temporary function of that name is
   * replaced.
   *
   * @param version empty for the newest there is now
   * @return what the name is bound to
   * @throws QuernException {@code MODEL}, when there is no such model or version; {@code NAME},
   *     when Spark or Quern has a function of that name
   */
  public static PinnedModel register(
      SparkSession session, String name, String path, OptionalInt version) {
    requireFree(name);
    PinnedModel model = PinnedModel.open(path, version, session.sessionState().newHadoopConf());
    install(session, ModelFunction.of(name, path, OptionalInt.of(model.version())));
    return model;
  }

  /** Like {@link #register}, but every statement uses the version that is newest then. */
  public static PinnedModel registerNewest(SparkSession session, String name, String path) {
    requireFree(name);
    PinnedModel model =
        PinnedModel.open(path, OptionalInt.empty(), session.sessionState().newHadoopConf());
    install(session, ModelFunction.of(name, path, OptionalInt.empty()));
    return model;
  }

  private static void requireFree(String name) {
    if (FunctionRegistry$.MODULE$.builtin().functionExists(FunctionIdentifier.apply(name))) {
      throw new QuernException(
              ErrorCode.NAME, "Function '%s' is built in and cannot be registered".formatted(name))
          .withHint("Choose another name.");
    }
  }

  private static void install(SparkSession session, ModelFunction function) {
    session
        .sessionState()
        .functionRegistry()
        .createOrReplaceTempFunction(function.name(), function, "scala_udf");
  }
}
