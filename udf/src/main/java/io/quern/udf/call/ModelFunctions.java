package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import io.quern.udf.scoring.PinnedModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** The functions of a session that REGISTER binds to models. */
public final class ModelFunctions {
  private ModelFunctions() {}

  /**
   * Binds a name to the version of a model that is newest now, or that is named, for the session. A
   * temporary function of that name is replaced.
   *
   * @param version a number stays; what a tag names is looked up by every statement
   * @return what the name is bound to
   * @throws QuernException {@code MODEL}, when there is no such model or version; {@code NAME},
   *     when Spark or Quern has a function of that name
   */
  public static PinnedModel register(
      SparkSession session, String name, String path, WantedVersion version) {
    return bind(session, name, path, version, version.isNewest() || version.isNumber());
  }

  /** Like {@link #register}, but every statement uses the version that is newest then. */
  public static PinnedModel registerNewest(SparkSession session, String name, String path) {
    return bind(session, name, path, WantedVersion.NEWEST, false);
  }

  /**
   * The functions that stay with a version of the model at that path, in order of their names.
   *
   * @param path as it was registered
   */
  public static List<BoundFunction> boundTo(SparkSession session, String path) {
    FunctionRegistry registry = session.sessionState().functionRegistry();
    return CollectionConverters.asJava(registry.listFunction()).stream()
        .map(name -> OptionConverters.toJava(registry.lookupFunctionBuilder(name)))
        .flatMap(Optional::stream)
        .filter(ModelFunction.class::isInstance)
        .map(ModelFunction.class::cast)
        .filter(function -> function.path().filter(path::equals).isPresent())
        .filter(function -> function.version().isNumber())
        .map(function -> new BoundFunction(function.name(), function.version().number()))
        .sorted(Comparator.comparing(BoundFunction::name))
        .toList();
  }

  /** A function and the number of the version that it stays with. */
  public record BoundFunction(String name, int version) {}

  private static PinnedModel bind(
      SparkSession session, String name, String path, WantedVersion version, boolean stays) {
    requireFree(name);
    PinnedModel model = PinnedModel.open(path, version, session.sessionState().newHadoopConf());
    WantedVersion bound = stays ? WantedVersion.numbered(model.version()) : version;
    install(session, ModelFunction.of(name, path, bound));
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
