package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds a source's columns by name, as Spark would, and tells what is wrong with a name. */
public final class SourceColumns {
  private static final int NAMES_TOLD = 20;

  private final List<StructField> columns;
  private final boolean caseSensitive;

  /**
   * @param caseSensitive Spark's setting {@code spark.sql.caseSensitive}
   */
  public SourceColumns(StructType source, boolean caseSensitive) {
    this.columns = List.of(requireNonNull(source, "source is null").fields());
    this.caseSensitive = caseSensitive;
  }

  public List<StructField> all() {
    return columns;
  }

  /**
   * The one column of that name.
   *
   * @param subject the column with what it is asked for, as it begins a sentence
   * @throws QuernException {@link ErrorCode#NAME} where there is none, or more than one
   */
  public StructField get(String subject, String name, Optional<SourcePosition> place) {
    List<StructField> found = named(name);
    if (found.size() == 1) {
      return found.get(0);
    }
    QuernException error = found.isEmpty() ? missing(subject, name) : ambiguous(subject, found);
    throw Places.at(error, place);
  }

  boolean isSame(String one, String other) {
    return caseSensitive ? one.equals(other) : one.equalsIgnoreCase(other);
  }

  private List<StructField> named(String name) {
    return columns.stream().filter(column -> isSame(column.name(), name)).toList();
  }

  private QuernException missing(String subject, String name) {
    List<String> names = columns.stream().map(StructField::name).toList();
    QuernException error =
        new QuernException(
            ErrorCode.NAME, "%s does not exist; columns: %s".formatted(subject, listing(names)));
    return NearestName.hint(name, names).map(error::withHint).orElse(error);
  }

  private static QuernException ambiguous(String subject, List<StructField> found) {
    String[] names = found.stream().map(StructField::name).toArray(String[]::new);
    return new QuernException(
            ErrorCode.NAME,
            "%s is ambiguous: the source has %s"
                .formatted(subject, String.join(" and ", Arrays.asList(names))))
        .withHint("Give the columns different names in a query");
  }

  private static String listing(List<String> names) {
    String told = String.join(", ", names.subList(0, Math.min(NAMES_TOLD, names.size())));
    int untold = names.size() - NAMES_TOLD;
    return untold > 0 ? "%s and %d more".formatted(told, untold) : told;
  }
}
