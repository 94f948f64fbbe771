package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.classic.SparkSession;

/** What the functions that a session can call do, models registered as functions included. */
final class SparkFunctions {
  private final KernelSession session;

  SparkFunctions(KernelSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  /** Empty where there is no function of that name, or no session yet. */
  Optional<String> describe(String name) {
    return session.ready().flatMap(spark -> info(spark, name)).map(SparkFunctions::told);
  }

  private static Optional<ExpressionInfo> info(SparkSession spark, String name) {
    try {
      return Optional.of(
          spark.sessionState().catalog().lookupFunctionInfo(new FunctionIdentifier(name)));
    } catch (Exception e) { // AnalysisException, which Scala does not declare
      return Optional.empty();
    }
  }

  private static String told(ExpressionInfo info) {
    String text = (info.getUsage() + "\n" + info.getExtended()).replace("_FUNC_", info.getName());
    return "Function " + info.getName() + "\n\n" + text.stripIndent().strip() + "\n";
  }
}
