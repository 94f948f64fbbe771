package io.quern.udf.bridge;

import java.util.function.UnaryOperator;
import scala.Function1;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;

/** Java functions as the partial functions that Catalyst's tree transformations take. */
public final class Rewrites {
  private Rewrites() {}

  /** A partial function defined everywhere; a node left alone is returned as it came. */
  public static <T> PartialFunction<T, T> of(UnaryOperator<T> rewrite) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(T node) {
        return true;
      }

      // B1 is a supertype of T by AbstractPartialFunction's Scala signature.
      @Override
      @SuppressWarnings("unchecked")
      public <A1 extends T, B1> B1 applyOrElse(A1 node, Function1<A1, B1> otherwise) {
        return (B1) rewrite.apply(node);
      }
    };
  }
}
