package io.quern.planner.predict;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Origins;
import io.quern.planner.command.TypedPlaces;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.ModelFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * {@code PREDICT source AS algorithm.`path` [WHERE …] [AS view]}: all columns of the source and
 * {@code probability DOUBLE}. The same query as {@code SELECT *, predict('path', *) AS probability
 * FROM source}, and as lazy.
 */
public record PredictPlan(PlacedText path, WantedVersion version, Optional<String> view) {
  /** The column that is added. */
  static final String PROBABILITY = "probability";

  public PredictPlan {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
    requireNonNull(view, "view is null");
  }

  /**
   * @param options of the statement: {@code version}
   * @throws QuernException {@code OPTION}, for options that PREDICT has not
   */
  public static PredictPlan of(PlacedText path, List<OptionText> options, Optional<String> view) {
    Optional<WantedVersion> version = new ModelVersionOption("PREDICT", options).version();
    return new PredictPlan(path, version.orElse(WantedVersion.NEWEST), view);
  }

  /** The unresolved plan over {@code source}. */
  public LogicalPlan over(LogicalPlan source, TypedPlaces places) {
    Expression call = Origins.at(places.typed(path.position()), this::call);
    List<NamedExpression> columns = List.of(star(), named(call));
    return new PredictResult(new Project(Seqs.of(columns), source), path.position(), view, places);
  }

  private Expression call() {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(Literal.create(path.text(), DataTypes.StringType));
    arguments.add(star());
    if (!version.isNewest()) {
      arguments.add(new NamedArgumentExpression("version", versionLiteral()));
    }
    return new UnresolvedFunction(
        Seqs.of(List.of(ModelFunction.PREDICT)),
        Seqs.of(arguments),
        false,
        Option.empty(),
        false,
        Seqs.of(List.of()),
        false);
  }

  private Literal versionLiteral() {
    return version.isNumber()
        ? Literal.create(version.number(), DataTypes.IntegerType)
        : Literal.create(version.tag(), DataTypes.StringType);
  }

  private static UnresolvedStar star() {
    return new UnresolvedStar(Option.empty());
  }

  private static Alias named(Expression value) {
    return new Alias(
        value,
        PROBABILITY,
        NamedExpression.newExprId(),
        Seqs.of(List.of()),
        Option.empty(),
        Seqs.of(List.of()));
  }
}
