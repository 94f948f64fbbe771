package io.quern.planner;

import io.quern.planner.command.ReportUnresolvedSource;
import io.quern.planner.predict.FinishPredict;
import io.quern.planner.trainings.TrainingsFunction;
import io.quern.udf.UdfExtensions;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.classic.SparkSession;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes a Spark session speak the dialect: setting {@code
 * spark.sql.extensions=io.quern.planner.QuernExtensions}, or just this jar on the class path, whose
 * service file Spark reads. Both at once is the same as one, whatever the order.
 */
public final class QuernExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit>
    implements SparkSessionExtensionsProvider {
  /** Spark applies a provider once per mention; what is injected twice would run twice. */
  private static final Set<SparkSessionExtensions> APPLIED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    if (APPLIED.add(extensions)) {
      extensions.injectParser(
          (session, spark) -> new QuernSqlParser((SparkSession) session, spark));
      extensions.injectPostHocResolutionRule(
          session -> new ReportUnresolvedSource((SparkSession) session));
      extensions.injectPostHocResolutionRule(session -> new FinishPredict((SparkSession) session));
      UdfExtensions.inject(extensions);
      TrainingsFunction.inject(extensions);
    }
    return BoxedUnit.UNIT;
  }
}
