package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.RunnableCommand;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The plan node that runs an {@link Action}; Spark executes it exactly once. */
public final class ActionCommand extends CommandNode implements RunnableCommand {
  private final Action action;
  private final Option<LogicalPlan> source;
  private final TypedPlaces places;

  /** A node for an action without a source query. */
  public static ActionCommand of(Action action, TypedPlaces places) {
    return new ActionCommand(action, new ResultColumns(action.schema()), Option.empty(), places);
  }

  /** Public because Spark copies nodes by reflection; use {@link #of}. */
  public ActionCommand(
      Action action, ResultColumns columns, Option<LogicalPlan> source, TypedPlaces places) {
    super(columns, action, columns, source, places);
    this.action = requireNonNull(action, "action is null");
    this.source = requireNonNull(source, "source is null");
    this.places = requireNonNull(places, "places is null");
  }

  @Override
  String title() {
    return action.title();
  }

  @Override
  public Seq<LogicalPlan> children() {
    return plans();
  }

  /** The resolved source, for EXPLAIN and the web UI. */
  @Override
  @SuppressWarnings({
    "rawtypes",
    "unchecked"
  }) // Seq<QueryPlan<?>> clashes with TreeNode's signature
  public Seq innerChildren() {
    return source.toList();
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return this;
  }

  @Override
  public Seq<Row> run(SparkSession session) {
    List<Row> rows =
        places.tell(() -> action.run((org.apache.spark.sql.classic.SparkSession) session));
    return CollectionConverters.asScala(rows).toSeq();
  }
}
