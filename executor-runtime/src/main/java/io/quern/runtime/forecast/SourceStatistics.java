package io.quern.runtime.forecast;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known of a source without reading it.
 *
 * @param rows where they are counted or in the catalog
 * @param origin of {@code rows}
 * @param bytes of the files
 * @param distinct values by column, where the catalog has them
 */
public record SourceStatistics(
    OptionalLong rows, Origin origin, OptionalLong bytes, Map<String, Long> distinct)
    implements Serializable {
  /** Nothing is known. */
  public static final SourceStatistics NONE =
      new SourceStatistics(OptionalLong.empty(), Origin.COUNTED, OptionalLong.empty(), Map.of());

  public SourceStatistics {
    requireNonNull(rows, "rows is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(bytes, "bytes is null");
    distinct = Map.copyOf(distinct);
  }
}
