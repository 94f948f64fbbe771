package io.quern.planner.dataset;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.session.SparkErrors;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.classic.SparkSession;

/**
 * {@code format.`path`} of a LOAD or SAVE statement.
 *
 * @param path as the format takes it; empty or {@code -} for a format without one
 */
public record DataTarget(PlacedText format, PlacedText path) {
  private static final List<String> WELL_KNOWN =
      List.of("avro", "csv", "jdbc", "json", "orc", "parquet", "text", "xml");

  public DataTarget {
    requireNonNull(format, "format is null");
    requireNonNull(path, "path is null");
  }

  boolean hasPath() {
    return !path.text().isEmpty() && !path.text().equals("-");
  }

  /** What {@code work} returns; what Spark says against it is told at the format or the path. */
  <T> T told(SparkSession session, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) {
      if (e instanceof SparkThrowable spark && spark.getCondition() != null) {
        throw told(spark.getCondition(), e, session);
      }
      throw e;
    }
  }

  private QuernException told(String condition, Exception error, SparkSession session) {
    return switch (condition) {
      case "DATA_SOURCE_NOT_FOUND" -> missingFormat(error).at(format.position());
      case "PATH_NOT_FOUND" ->
          new QuernException(ErrorCode.STORAGE, "Path '%s' does not exist".formatted(path), error)
              .at(path.position());
      case "PATH_ALREADY_EXISTS" ->
          new QuernException(ErrorCode.STORAGE, "Path '%s' already exists".formatted(path), error)
              .at(path.position())
              .withHint("Write SAVE OVERWRITE, SAVE APPEND or SAVE IGNORE");
      default -> untold(error, session).at(path.position());
    };
  }

  /** What Spark has not classified and tells before it runs anything is about an option. */
  private static QuernException untold(Exception error, SparkSession session) {
    QuernException told = SparkErrors.translate(error, session);
    boolean isBeforeRunning =
        error instanceof AnalysisException || error instanceof IllegalArgumentException;
    return told.code() == ErrorCode.INTERNAL && isBeforeRunning
        ? new QuernException(ErrorCode.OPTION, told.getMessage(), error)
        : told;
  }

  private QuernException missingFormat(Exception error) {
    QuernException missing =
        new QuernException(ErrorCode.NAME, "Format '%s' does not exist".formatted(format), error);
    return NearestName.hint(format.text(), WELL_KNOWN).map(missing::withHint).orElse(missing);
  }

  @Override
  public String toString() {
    return "%s.`%s`".formatted(format, path);
  }
}
