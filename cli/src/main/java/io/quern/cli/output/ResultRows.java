package io.quern.cli.output;

import io.quern.planner.command.NarrowColumn;
import java.util.Iterator;

/** A result that can be written: rows as texts, or as objects of JSON. Confined to one thread. */
public interface ResultRows {
  /** For all of them. */
  int ALL = Integer.MAX_VALUE;

  /** Names of the columns; two may be the same. */
  String[] columns();

  /** Whether the values of a column are numbers. */
  boolean isNumber(int column);

  /** What a screen that is too narrow does with a column. */
  default NarrowColumn narrow(int column) {
    return NarrowColumn.WHOLE;
  }

  /**
   * The rows with every value as Spark's text of it; null stays null.
   *
   * @param most no more than these are computed; {@link #ALL} are streamed
   */
  Iterator<String[]> texts(int most);

  /**
   * The rows as objects, nulls included.
   *
   * @param most no more than these are computed; {@link #ALL} are streamed
   */
  Iterator<String> objects(int most);
}
