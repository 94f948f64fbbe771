package io.quern.planner.session;

import io.quern.api.SourcePosition;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/**
 * Places as Spark tells them. It counts lines from 1, columns from 0, and in code points, where
 * ours are UTF-16 units. Stateless.
 */
public final class SparkPlaces {
  private SparkPlaces() {}

  /** Where a failure to parse or to analyze a text is; empty where Spark does not tell. */
  static Optional<SourcePosition> of(Throwable failure) {
    if (failure instanceof ParseException parse) {
      return place(parse.start().line(), parse.start().startPosition(), parse.command());
    }
    return failure instanceof AnalysisException analysis
        ? place(analysis.line(), analysis.startPosition(), text(analysis))
        : Optional.empty();
  }

  /** The text that a failure's place is in, if it came from one. */
  private static Option<String> text(AnalysisException failure) {
    return Stream.of(failure.getQueryContext())
        .filter(SQLQueryContext.class::isInstance)
        .map(context -> ((SQLQueryContext) context).sqlText())
        .findFirst()
        .orElseGet(Option::empty);
  }

  private static Optional<SourcePosition> place(
      Option<Object> line, Option<Object> column, Option<String> text) {
    return OptionConverters.toJava(line)
        .map(value -> place((Integer) value, (Integer) column.get(), text));
  }

  private static SourcePosition place(int line, int column, Option<String> text) {
    String[] lines = text.isEmpty() ? new String[0] : text.get().split("\n", -1);
    String typed = line <= lines.length ? lines[line - 1] : "";
    return new SourcePosition(line, units(typed, column) + 1);
  }

  /**
   * How many UTF-16 units the first {@code codePoints} of {@code text} take; as many as there are
   * code points, where the text is shorter.
   */
  public static int units(String text, int codePoints) {
    return codePoints <= text.codePointCount(0, text.length())
        ? text.offsetByCodePoints(0, codePoints)
        : codePoints;
  }
}
