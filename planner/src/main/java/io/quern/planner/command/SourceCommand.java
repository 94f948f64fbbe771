package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.catalyst.analysis.AnalysisContext;
import org.apache.spark.sql.catalyst.plans.logical.AnalysisOnlyCommand;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * The plan node of a {@link SourceStatement}. Its only child is the source query, so that Spark
 * resolves it; once resolved, the statement is checked and an {@link ActionCommand} takes the
 * node's place.
 */
public final class SourceCommand extends CommandNode implements AnalysisOnlyCommand {
  private final SourceStatement statement;
  private final LogicalPlan source;
  private final ResultColumns columns;
  private final TypedPlaces places;

  /** A node for a statement over {@code source}, as parsed. */
  public static SourceCommand of(
      SourceStatement statement, LogicalPlan source, TypedPlaces places) {
    return new SourceCommand(statement, source, new ResultColumns(statement.schema()), places);
  }

  /** Public because Spark copies nodes by reflection; use {@link #of}. */
  public SourceCommand(
      SourceStatement statement, LogicalPlan source, ResultColumns columns, TypedPlaces places) {
    super(columns, statement, source, columns, places);
    this.statement = requireNonNull(statement, "statement is null");
    this.source = requireNonNull(source, "source is null");
    this.columns = columns;
    this.places = requireNonNull(places, "places is null");
  }

  /**
   * @throws io.quern.api.QuernException where Spark could not resolve the source
   */
  void requireResolvedSource(SparkSession session) {
    places.tell(
        () -> {
          UnresolvedPlans.requireResolved(source, session);
          return source;
        });
  }

  @Override
  String title() {
    return statement.title();
  }

  /** False: what takes this node's place once it is analysed is an {@link ActionCommand}. */
  @Override
  public boolean isAnalyzed() {
    return false;
  }

  @Override
  public Seq<LogicalPlan> childrenToAnalyze() {
    return plans(source);
  }

  @Override
  public Seq<LogicalPlan> children() {
    return plans(source);
  }

  @Override
  @SuppressWarnings({
    "rawtypes",
    "unchecked"
  }) // Seq<QueryPlan<?>> clashes with TreeNode's signature
  public Seq innerChildren() {
    return plans();
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return new SourceCommand(statement, children.head(), columns, places);
  }

  @Override
  public LogicalPlan markAsAnalyzed(AnalysisContext context) {
    SparkSession session = (SparkSession) SparkSession.active();
    Action action = places.tell(() -> statement.analyse(session, source));
    return new ActionCommand(action, columns, Option.apply(source), places);
  }
}
