package io.quern.udf.bridge;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.catalyst.trees.Origin;

/** Tells failures at the place of the call that is to blame. */
public final class Places {
  private Places() {}

  /** Does something for the node that Spark resolves in this thread. */
  public static <T> T told(Supplier<T> work) {
    return told(CurrentOrigin.get(), work);
  }

  /** Does something for a node of that origin. */
  public static <T> T told(Origin origin, Supplier<T> work) {
    try {
      return work.get();
    } catch (QuernException e) {
      throw e.position().isPresent() ? e : position(origin).map(e::at).orElse(e);
    }
  }

  /**
   * The place of an expression in the statement's text, of which a view's text is no part. Spark
   * counts columns from 0.
   */
  private static Optional<SourcePosition> position(Origin origin) {
    boolean inView = origin.objectType().isDefined();
    if (inView || origin.line().isEmpty() || origin.startPosition().isEmpty()) {
      return Optional.empty();
    }
    int line = (Integer) origin.line().get();
    int column = (Integer) origin.startPosition().get();
    return Optional.of(new SourcePosition(line, column + 1));
  }
}
