package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.bridge.Places;
import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.scoring.PinnedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;

/**
 * Looks up the model of each {@link ModelCall}, settles its version and checks and casts the
 * arguments. All failures of a call's user end here, at the call's place in the text.
 */
final class BindModelCalls extends Rule<LogicalPlan> {
  private static final String VERSION = "version";

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
    OptionalInt version = takeVersion(function, arguments);
    PinnedModel model = models.pin(path, version.isPresent() ? version : function.version());
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

  private static OptionalInt takeVersion(ModelFunction function, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof NamedArgumentExpression named
          && named.key().equalsIgnoreCase(VERSION)) {
        arguments.remove(i);
        return OptionalInt.of(versionOf(function, named.value()));
      }
    }
    return OptionalInt.empty();
  }

  private static int versionOf(ModelFunction function, Expression value) {
    if (value.foldable()
        && value.dataType() instanceof IntegerType
        && value.eval(null) instanceof Integer version
        && version > 0) {
      return version;
    }
    throw new QuernException(
            ErrorCode.TYPE,
            "Argument 'version' of %s must be a constant whole number from 1, found %s"
                .formatted(function.name(), value.sql()))
        .withHint("A feature that is named 'version' can be given by position or in a struct.");
  }
}
