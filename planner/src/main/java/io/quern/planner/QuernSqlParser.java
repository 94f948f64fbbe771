package io.quern.planner;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.parser.DialectParser;
import io.quern.parser.NearestStatement;
import io.quern.parser.Ownership;
import io.quern.parser.Parameters;
import io.quern.parser.SubstitutedText;
import io.quern.parser.tree.SqlStatement;
import io.quern.planner.command.TypedPlaces;
import io.quern.planner.session.SessionVariables;
import java.util.Optional;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParameterContext;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;

/**
 * The session's parser. The first words of a text decide whose it is: ours go to the dialect's
 * parser, whose word is final; all else goes to Spark's parser as it stands. Nothing is ever tried
 * with both. Thread-safe.
 */
final class QuernSqlParser implements ParserInterface {
  private final SparkSession session;
  private final ParserInterface spark;

  /**
   * @param spark whatever would parse without us: Spark's parser, or another extension's
   */
  QuernSqlParser(SparkSession session, ParserInterface spark) {
    this.session = requireNonNull(session, "session is null");
    this.spark = requireNonNull(spark, "spark is null");
  }

  /** What parses when a text is not ours. */
  ParserInterface spark() {
    return spark;
  }

  @Override
  public LogicalPlan parsePlan(String text) throws ParseException {
    return parse(text, Parameters.none(), spark::parsePlan);
  }

  @Override
  public LogicalPlan parsePlanWithParameters(String text, ParameterContext context)
      throws ParseException {
    return parse(
        text, SparkParameters.of(context), query -> spark.parsePlanWithParameters(query, context));
  }

  private LogicalPlan parse(String text, Parameters parameters, SparkParser sparks)
      throws ParseException {
    return Ownership.of(text).isOurs()
        ? parseOurs(text, parameters, sparks)
        : parseAsSpark(text, sparks);
  }

  private LogicalPlan parseOurs(String text, Parameters parameters, SparkParser sparks) {
    SubstitutedText substituted = SessionVariables.of(session).substitute(text);
    TypedPlaces places = TypedPlaces.of(substituted);
    SourcePlans sources = new SourcePlans(session, sparks);
    return places.tell(
        () -> {
          SqlStatement statement = DialectParser.parse(substituted.text(), parameters);
          return new StatementPlanner(text, sources, places).plan(statement);
        });
  }

  /** What neither of us understands may be a misspelt statement of ours. */
  private static LogicalPlan parseAsSpark(String text, SparkParser sparks) throws ParseException {
    try {
      return sparks.parse(text);
    } catch (ParseException e) {
      Optional<NearestStatement> nearest = Ownership.nearestStatement(text);
      if (nearest.isPresent()) {
        throw misspelt(nearest.get(), e);
      }
      throw e;
    }
  }

  private static QuernException misspelt(NearestStatement nearest, ParseException sparks) {
    return new QuernException(
            ErrorCode.PARSE, "Unknown statement '%s'".formatted(nearest.found()), sparks)
        .at(nearest.position())
        .withHint(nearest.hint());
  }

  @Override
  public Expression parseExpression(String text) throws ParseException {
    return spark.parseExpression(text);
  }

  @Override
  public TableIdentifier parseTableIdentifier(String text) throws ParseException {
    return spark.parseTableIdentifier(text);
  }

  @Override
  public FunctionIdentifier parseFunctionIdentifier(String text) throws ParseException {
    return spark.parseFunctionIdentifier(text);
  }

  @Override
  public Seq<String> parseMultipartIdentifier(String text) throws ParseException {
    return spark.parseMultipartIdentifier(text);
  }

  @Override
  public LogicalPlan parseQuery(String text) throws ParseException {
    return spark.parseQuery(text);
  }

  @Override
  public StructType parseRoutineParam(String text) throws ParseException {
    return spark.parseRoutineParam(text);
  }

  @Override
  public StructType parseTableSchema(String text) throws ParseException {
    return spark.parseTableSchema(text);
  }

  @Override
  public DataType parseDataType(String text) throws ParseException {
    return spark.parseDataType(text);
  }
}
