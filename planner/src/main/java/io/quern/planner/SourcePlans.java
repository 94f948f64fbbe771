package io.quern.planner;

import static java.util.Objects.requireNonNull;

import io.quern.parser.tree.Source;
import io.quern.parser.tree.SourceQuery;
import io.quern.parser.tree.SourceTable;
import io.quern.planner.command.Origins;
import io.quern.planner.session.SparkErrors;
import io.quern.udf.bridge.Seqs;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The unresolved plans of what statements read; places in them are places in the statement. */
final class SourcePlans {
  private final SparkSession session;
  private final SparkParser spark;

  SourcePlans(SparkSession session, SparkParser spark) {
    this.session = requireNonNull(session, "session is null");
    this.spark = requireNonNull(spark, "spark is null");
  }

  LogicalPlan of(Source source) {
    return source instanceof SourceQuery query ? query(query) : table((SourceTable) source);
  }

  private LogicalPlan query(SourceQuery query) {
    try {
      return spark.parse(query.paddedQuery());
    } catch (ParseException e) {
      throw SparkErrors.translate(e, session);
    }
  }

  private static LogicalPlan table(SourceTable table) {
    return Origins.at(
        table.position(),
        () ->
            new UnresolvedRelation(
                Seqs.of(table.parts()), CaseInsensitiveStringMap.empty(), false));
  }
}
