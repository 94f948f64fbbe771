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
 * @param isEnd whether a text's last characters are shown, as of a path; else its first
 */
public record NarrowColumn(int rank, int length, boolean isEnd) {
  /** As all columns are that say nothing. */
  public static final NarrowColumn WHOLE = new NarrowColumn(0, -1);

  private static final String RANK = "quern.rank";
  private static final String LENGTH = "quern.length";
  private static final String IS_END = "quern.isEnd";

  /** One of whose texts the first characters are shown. */
  public NarrowColumn(int rank, int length) {
    this(rank, length, false);
  }

  /** What the metadata of {@code column} says. */
  public static NarrowColumn of(StructField column) {
    Metadata metadata = column.metadata();
    return metadata.contains(RANK)
        ? new NarrowColumn(
            (int) metadata.getLong(RANK),
            (int) metadata.getLong(LENGTH),
            metadata.getBoolean(IS_END))
        : WHOLE;
  }

  /** The same column of a schema, marked so. */
  public StructField mark(StructField column) {
    return new StructField(
        column.name(),
        column.dataType(),
        column.nullable(),
        new MetadataBuilder()
            .putLong(RANK, rank)
            .putLong(LENGTH, length)
            .putBoolean(IS_END, isEnd)
            .build());
  }
}
