package io.quern.planner.predict;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import io.quern.planner.command.TypedPlaces;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The result of a PREDICT while Spark analyses it; {@link FinishPredict} replaces it by its child.
 * Not a command: a command's rows would all be collected on the driver.
 */
public final class PredictResult extends LogicalPlan {
  private final LogicalPlan child;
  private final SourcePosition place;
  private final Optional<String> view;
  private final TypedPlaces places;

  /** Public because Spark copies nodes by reflection. */
  public PredictResult(
      LogicalPlan child, SourcePosition place, Optional<String> view, TypedPlaces places) {
    this.child = requireNonNull(child, "child is null");
    this.place = requireNonNull(place, "place is null");
    this.view = requireNonNull(view, "view is null");
    this.places = requireNonNull(places, "places is null");
  }

  LogicalPlan child() {
    return child;
  }

  /** Where the model's path stands. */
  SourcePosition place() {
    return place;
  }

  TypedPlaces places() {
    return places;
  }

  /** The temporary view that the result becomes. */
  Optional<String> view() {
    return view;
  }

  @Override
  public Seq<LogicalPlan> children() {
    return CollectionConverters.asScala(java.util.List.of(child)).toSeq();
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return new PredictResult(children.head(), place, view, places);
  }

  @Override
  public Seq<Attribute> output() {
    return child.output();
  }

  /** False until {@link FinishPredict} has taken it away. */
  @Override
  public boolean resolved() {
    return false;
  }

  @Override
  public int productArity() {
    return 4;
  }

  @Override
  public Object productElement(int index) {
    return switch (index) {
      case 0 -> child;
      case 1 -> place;
      case 2 -> view;
      case 3 -> places;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof PredictResult;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PredictResult result
        && child.equals(result.child)
        && place.equals(result.place)
        && view.equals(result.view);
  }

  @Override
  public int hashCode() {
    return Objects.hash(child, place, view);
  }
}
