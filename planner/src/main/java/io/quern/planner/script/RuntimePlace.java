package io.quern.planner.script;

import io.quern.api.SourcePosition;
import io.quern.planner.session.SparkPlaces;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;

/** Where in a statement the expression stands that failed while rows were computed. */
final class RuntimePlace {
  private RuntimePlace() {}

  /**
   * The place that Spark tells with the failure; empty where it tells none, or one in another text:
   * that of a view, or of the statement that made the view.
   */
  static Optional<SourcePosition> of(Throwable failure, String statement) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .filter(SparkThrowable.class::isInstance)
        .map(SparkThrowable.class::cast)
        .flatMap(spark -> Stream.of(spark.getQueryContext()))
        .filter(context -> isIn(context, statement))
        .findFirst()
        .map(context -> SparkPlaces.units(statement, context.startIndex()))
        .map(offset -> SourcePosition.ofOffset(statement, offset));
  }

  private static boolean isIn(QueryContext context, String statement) {
    return context.contextType() == QueryContextType.SQL
        && context.objectType().isEmpty()
        && !context.fragment().isEmpty()
        && statement.startsWith(context.fragment(), context.startIndex());
  }
}
