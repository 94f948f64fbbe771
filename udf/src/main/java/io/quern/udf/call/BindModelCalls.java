package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.WantedVersion;
import io.quern.udf.bridge.Places;
import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.bridge.VersionArgument;
import io.quern.udf.scoring.PinnedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StringType;

/**
 * Looks up the model of each {@link ModelCall}, settles its version and checks and casts the
 * arguments. All failures of a call's user end here, at the call's place in the text.
 */
final class BindModelCalls extends Rule<LogicalPlan> {
  private static final String OTHER_MEANING =
      "A feature that is named 'version' can be given by position or in a struct.";

  private final StatementModels models;

  BindModelCalls(SparkSession session) {
    this.models = new StatementModels(session);
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.resolveOperatorsUp(
        Rewrites.of(node -> node.transformExpressionsUp(Rewrites.of(this::bindIfReady))));
  }

  private Expression bindIfReady(Expression expression) {
    if (!(expression instanceof ModelCall call) || !call.childrenResolved()) {
      return expression;
    }
    return Places.told(call.origin(), () -> bind(call));
  }

  private PredictExpr bind(ModelCall call) {
    ModelFunction function = call.function();
    List<Expression> arguments = new ArrayList<>(Seqs.list(call.children()));
    String path = function.path().orElseGet(() -> takePath(arguments));
    WantedVersion version =
        VersionArgument.take(function.name(), arguments, Optional.of(OTHER_MEANING))
            .orElse(function.version());
    PinnedModel model = models.pin(path, version);
    ArgumentBinder binder = new ArgumentBinder(function.name(), path, model.columns());
    return new PredictExpr(function.name(), model, Seqs.of(binder.bind(arguments)));
  }

  private static String takePath(List<Expression> arguments) {
    Expression first = arguments.isEmpty() ? new StarMark() : arguments.get(0);
    if (!first.foldable() || !(first.dataType() instanceof StringType)) {
      throw new QuernException(
              ErrorCode.TYPE,
              "The first argument of predict must be a constant string, the model's path"
                  + (first instanceof StarMark ? "" : "; found " + first.sql()))
          .withHint("Write predict('models/ctr', ...).");
    }
    Object path = first.eval(null);
    if (path == null || path.toString().isBlank()) {
      throw new QuernException(
          ErrorCode.TYPE, "The first argument of predict, the model's path, is empty");
    }
    arguments.remove(0);
    return path.toString();
  }
}
