package io.quern.planner.session;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Tells Spark's failures the way Quern tells its own: code, place, message, hint. Stateless. */
public final class SparkErrors {
  /** The frame Spark puts around a message: {@code [CONDITION] … SQLSTATE: 42000}. */
  private static final Pattern FRAME =
      Pattern.compile("^\\[[A-Z0-9_.]+\\] |\\s*SQLSTATE: \\w{5}\\b.*", Pattern.DOTALL);

  /** Spark has no better name for a DROP FUNCTION without TEMPORARY. */
  private static final String TEMPORARY_FUNCTION = "_LEGACY_ERROR_TEMP_1017";

  private static final int TELLING_LENGTH = 5;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private SparkErrors() {}

  /**
   * The failure to tell a user: the first {@link QuernException} in the chain of causes, else what
   * the innermost failure that Spark has classified says, else {@link ErrorCode#INTERNAL}.
   *
   * @param session whose tables are suggested where one does not exist
   */
  public static QuernException translate(Throwable error, SparkSession session) {
    List<Throwable> chain = chain(error);
    Optional<QuernException> ours = first(chain, QuernException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<QuernException> classified =
        chain.stream()
            .filter(SparkErrors::isClassified)
            .reduce((outer, inner) -> inner)
            .map(failure -> classified(failure, session, error));
    return classified.orElseGet(() -> unclassified(chain, error));
  }

  private static List<Throwable> chain(Throwable error) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable e = error; e != null && !chain.contains(e); e = e.getCause()) {
      chain.add(e);
    }
    return chain;
  }

  private static <T> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean isClassified(Throwable error) {
    return error instanceof SparkThrowable spark && spark.getCondition() != null;
  }

  private static QuernException classified(
      Throwable failure, SparkSession session, Throwable outermost) {
    SparkThrowable spark = (SparkThrowable) failure;
    QuernException told =
        switch (spark.getCondition()) {
          case "TABLE_OR_VIEW_NOT_FOUND" -> missingTable(spark, session, outermost);
          case "UNRESOLVED_COLUMN.WITH_SUGGESTION", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION" ->
              missingColumn(spark, outermost);
          case "UNRESOLVED_ROUTINE" -> missingFunction(spark, session, outermost);
          case TEMPORARY_FUNCTION ->
              new QuernException(
                      ErrorCode.NAME,
                      "Function '%s' is this session's own".formatted(parameter(spark, "name")),
                      outermost)
                  .withHint("DROP TEMPORARY FUNCTION removes it");
          default -> inItsOwnWords(failure, spark, outermost);
        };
    return SparkPlaces.of(failure).map(told::at).orElse(told);
  }

  private static QuernException missingTable(
      SparkThrowable spark, SparkSession session, Throwable cause) {
    String table = parameter(spark, "relationName");
    QuernException told =
        new QuernException(ErrorCode.NAME, "Table '%s' does not exist".formatted(table), cause);
    return NearestName.hint(table, tables(session))
        .or(() -> modelHint(table))
        .map(told::withHint)
        .orElse(told);
  }

  /** {@code describe model ctr} asks for a column of a table, if the path has no quotes. */
  private static Optional<String> modelHint(String table) {
    return table.equalsIgnoreCase("model")
        ? Optional.of("The path of a model stands in quotes: DESCRIBE MODEL 'path'")
        : Optional.empty();
  }

  private static QuernException missingFunction(
      SparkThrowable spark, SparkSession session, Throwable cause) {
    String function = parameter(spark, "routineName");
    QuernException told =
        new QuernException(
            ErrorCode.NAME, "Function '%s' does not exist".formatted(function), cause);
    return functionHint(function, session).map(told::withHint).orElse(told);
  }

  /** Registered models first: of Spark's hundreds of functions, one resembles any short name. */
  private static Optional<String> functionHint(String function, SparkSession session) {
    FunctionRegistryBase<?> builtIn = FunctionRegistry$.MODULE$.builtin();
    Map<Boolean, List<String>> names =
        CollectionConverters.asJava(session.sessionState().functionRegistry().listFunction())
            .stream()
            .collect(
                Collectors.partitioningBy(
                    builtIn::functionExists,
                    Collectors.mapping(FunctionIdentifier::funcName, Collectors.toList())));
    return NearestName.hint(function, names.get(false))
        .or(
            () ->
                function.length() < TELLING_LENGTH
                    ? Optional.empty()
                    : NearestName.hint(function, names.get(true)));
  }

  private static List<String> tables(SparkSession session) {
    SessionCatalog catalog = session.sessionState().catalog();
    return CollectionConverters.asJava(catalog.listTables(catalog.getCurrentDatabase())).stream()
        .map(TableIdentifier::table)
        .toList();
  }

  private static QuernException missingColumn(SparkThrowable spark, Throwable cause) {
    String column = parameter(spark, "objectName");
    QuernException told =
        new QuernException(ErrorCode.NAME, "Column '%s' does not exist".formatted(column), cause);
    List<String> proposals = Arrays.asList(parameter(spark, "proposal").split(", ", -1));
    return NearestName.hint(column, proposals).map(told::withHint).orElse(told);
  }

  private static QuernException inItsOwnWords(
      Throwable failure, SparkThrowable spark, Throwable cause) {
    String raw =
        failure instanceof AnalysisException analysis ? analysis.message() : failure.getMessage();
    return oneLine(code(spark), FRAME.matcher(raw).replaceAll("").strip(), cause);
  }

  /** The first line as the message, what follows as the hint. */
  private static QuernException oneLine(ErrorCode code, String text, Throwable cause) {
    String[] lines = text.split("\n", 2);
    QuernException told = new QuernException(code, lines[0].strip(), cause);
    return lines.length == 1
        ? told
        : told.withHint(BLANKS.matcher(lines[1].strip()).replaceAll(" "));
  }

  /** By SQLSTATE, which Spark assigns to every condition. */
  private static ErrorCode code(SparkThrowable spark) {
    String condition = spark.getCondition();
    if (condition.contains("CANCELLED") || condition.contains("CANCELED")) {
      return ErrorCode.CANCELLED;
    }
    if (condition.startsWith("DATATYPE_MISMATCH")) {
      return ErrorCode.TYPE;
    }
    if (condition.startsWith("PATH_") || condition.startsWith("FAILED_READ_FILE")) {
      return ErrorCode.STORAGE;
    }
    String state = spark.getSqlState() == null ? "" : spark.getSqlState();
    return switch (state) {
      case "42501" -> ErrorCode.AUTH;
      case "42703", "42704", "42883", "42P01", "3F000" -> ErrorCode.NAME;
      case "42804", "42K09", "42846" -> ErrorCode.TYPE;
      default -> codeOfClass(state);
    };
  }

  private static ErrorCode codeOfClass(String state) {
    if (state.startsWith("42") || state.startsWith("0A")) {
      return ErrorCode.PARSE;
    }
    if (state.startsWith("22") || state.startsWith("21") || state.startsWith("23")) {
      return ErrorCode.DATA;
    }
    if (state.startsWith("53") || state.startsWith("54")) {
      return ErrorCode.RESOURCE;
    }
    return state.startsWith("58") ? ErrorCode.STORAGE : ErrorCode.INTERNAL;
  }

  private static String parameter(SparkThrowable spark, String name) {
    Map<String, String> parameters = spark.getMessageParameters();
    return parameters.getOrDefault(name, "").replace("`", "");
  }

  private static QuernException unclassified(List<Throwable> chain, Throwable error) {
    Throwable innermost = chain.get(chain.size() - 1);
    ErrorCode code = ErrorCode.INTERNAL;
    if (innermost instanceof InterruptedException) {
      return new QuernException(ErrorCode.CANCELLED, "The statement was cancelled", error);
    }
    if (first(chain, InterruptedException.class).isPresent()) {
      code = ErrorCode.CANCELLED;
    } else if (first(chain, IOException.class).isPresent()) {
      code = ErrorCode.STORAGE;
    }
    String message = innermost.getMessage();
    String text = message == null || message.isBlank() ? innermost.toString() : message.strip();
    return oneLine(code, text, error);
  }
}
