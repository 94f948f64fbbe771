package io.quern.udf.bridge;

import java.util.List;
import java.util.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Java lists as Scala sequences and back. */
public final class Seqs {
  private Seqs() {}

  /** An immutable sequence of the list's elements. */
  public static <T> Seq<T> of(List<? extends T> list) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toSeq();
  }

  /** An immutable list of the elements, in their order. */
  public static <T> List<T> list(scala.collection.Iterable<? extends T> elements) {
    return List.copyOf(CollectionConverters.<T>asJavaCollection(widen(elements)));
  }

  /** An immutable Scala map of the same entries. */
  public static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> entries) {
    return Map$.MODULE$.from(CollectionConverters.asScala(entries));
  }

  // Scala's Iterable is covariant, which Java's signature of it cannot say.
  @SuppressWarnings("unchecked")
  private static <T> scala.collection.Iterable<T> widen(
      scala.collection.Iterable<? extends T> elements) {
    return (scala.collection.Iterable<T>) elements;
  }
}
