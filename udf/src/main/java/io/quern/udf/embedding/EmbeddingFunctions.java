package io.quern.udf.embedding;

import io.quern.udf.bridge.BuiltInFunction;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Tuple3;

/** Puts {@code embeddings} and {@code feature_key} into sessions. */
public final class EmbeddingFunctions {
  private EmbeddingFunctions() {}

  public static void inject(SparkSessionExtensions extensions) {
    extensions.injectTableFunction(
        new Tuple3<>(
            FunctionIdentifier.apply(EmbeddingsFunction.NAME),
            info(
                EmbeddingsFunction.class,
                EmbeddingsFunction.NAME,
                "_FUNC_('path', 'feature'[, version => n]) - The embedding rows of a model's"
                    + " feature: key, kind, value, weight, vector, norm."),
            new EmbeddingsFunction()));
    BuiltInFunction.inject(
        extensions,
        FeatureKeyFunction.NAME,
        info(
            FeatureKeyFunction.class,
            FeatureKeyFunction.NAME,
            "_FUNC_('path', 'feature', value[, version => n]) - The key of the value's row in"
                + " embeddings('path', 'feature')."),
        new FeatureKeyFunction());
  }

  private static ExpressionInfo info(Class<?> function, String name, String usage) {
    return new ExpressionInfo(function.getName(), null, name, usage, "");
  }
}
