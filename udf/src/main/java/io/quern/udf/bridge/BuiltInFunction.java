package io.quern.udf.bridge;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/** Functions that every session of the extension has, like Spark's own. */
public final class BuiltInFunction {
  private BuiltInFunction() {}

  /**
   * Adds a function to sessions.
   *
   * <p>It joins the registry of built-in functions as well: Spark takes whatever else a session's
   * registry holds for temporary, and lets no permanent view refer to it. Added again, it is the
   * same function, which Spark accepts without a warning.
   */
  public static void inject(
      SparkSessionExtensions extensions,
      String name,
      ExpressionInfo info,
      Function1<Seq<Expression>, Expression> builder) {
    FunctionIdentifier id = FunctionIdentifier.apply(name);
    SimpleFunctionRegistry builtIn = FunctionRegistry$.MODULE$.builtin();
    var present = builtIn.lookupFunctionBuilder(id);
    if (present.isEmpty() || present.get().getClass() != builder.getClass()) {
      builtIn.registerFunction(id, info, builder);
    }
    extensions.injectFunction(
        new Tuple3<>(
            id, builtIn.lookupFunction(id).get(), builtIn.lookupFunctionBuilder(id).get()));
  }
}
