package io.quern.planner.command;

import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * What a screen too narrow for a whole result does with one of its columns. Stands in the metadata
 * of the result's schema, for whoever draws it; programs get every column whole.
 *
 * @param rank columns of the highest rank go first; those of rank 0 stay
 * @param length of what is shown: characters of a text, or digits behind the point of a number; -1
 *     for all
 */
public record NarrowColumn(int rank, int length) {
  /** As all columns are that say nothing. */
  public static final NarrowColumn WHOLE = new NarrowColumn(0, -1);

  private static final String RANK = "quern.rank";
  private static final String LENGTH = "quern.length";

  /** What the metadata of {@code column} says. */
  public static NarrowColumn of(StructField column) {
    Metadata metadata = column.metadata();
    return metadata.contains(RANK)
        ? new NarrowColumn((int) metadata.getLong(RANK), (int) metadata.getLong(LENGTH))
        : WHOLE;
  }

  /** The same column of a schema, marked so. */
  public StructField mark(StructField column) {
    return new StructField(
        column.name(),
        column.dataType(),
        column.nullable(),
        new MetadataBuilder().putLong(RANK, rank).putLong(LENGTH, length).build());
  }
}
