package io.quern.planner.command;

import io.quern.api.SourcePosition;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;
import scala.Option;

/** Tells Spark where the nodes that we make stand in the statement, for its messages. */
public final class Origins {
  private Origins() {}

  /** What {@code node} makes, told to stand at {@code place}. */
  public static <T> T at(SourcePosition place, Supplier<T> node) {
    return CurrentOrigin.withOrigin(origin(place), node::get);
  }

  /** Spark counts lines from 1 and columns from 0. */
  private static Origin origin(SourcePosition place) {
    return new Origin(
        Option.apply(place.line()),
        Option.apply(place.column() - 1),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }
}
