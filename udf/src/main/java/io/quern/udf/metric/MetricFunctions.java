package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.bridge.BuiltInFunction;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import scala.Function1;
import scala.collection.immutable.Seq;

/**
 * The aggregates {@code auc}, {@code auc_approx} and {@code logloss} of SQL, all of {@code (label,
 * score)}. Labels are BOOLEAN, 0 and 1 of any number type, or the strings 0 and 1.
 */
public final class MetricFunctions {
  private static final List<String> PARAMETERS = List.of("label", "score");

  private MetricFunctions() {}

  /** Adds the aggregates to sessions. */
  public static void inject(SparkSessionExtensions extensions) {
    inject(
        extensions,
        () -> new Auc(Auc.MOST_SCORES.current()),
        "auc",
        "The exact area under the ROC curve; NULL where there is only one class.");
    inject(
        extensions,
        ApproximateAuc::new,
        "auc_approx",
        "The area under the ROC curve of probabilities in constant memory; NULL where there is"
            + " only one class.");
    inject(
        extensions,
        MeanLogLoss::new,
        "logloss",
        "The mean log loss of probabilities, which are clipped to [1e-15, 1 - 1e-15]; NULL where"
            + " there are no rows.");
  }

  private static <B> void inject(
      SparkSessionExtensions extensions,
      Supplier<? extends Metric<B>> metric,
      String name,
      String description) {
    ExpressionInfo info =
        new ExpressionInfo(
            MetricAggregate.class.getName(),
            null,
            name,
            "_FUNC_(label, score) - " + description + " Rows with NULL do not take part.",
            "");
    Function1<Seq<Expression>, Expression> builder = arguments -> build(metric.get(), arguments);
    BuiltInFunction.inject(extensions, name, info, builder);
  }

  private static <B> Expression build(Metric<B> metric, Seq<Expression> arguments) {
    List<Expression> ordered = inOrder(metric, Seqs.list(arguments));
    return new MetricAggregate<>(
        metric, Labels.label(ordered.get(0), metric), Labels.score(ordered.get(1), metric), 0, 0);
  }

  private static List<Expression> inOrder(Metric<?> metric, List<Expression> arguments) {
    if (arguments.size() != PARAMETERS.size()) {
      throw wrongArguments(metric, Integer.toString(arguments.size()));
    }
    List<Expression> ordered = new ArrayList<>(arguments);
    for (Expression argument : arguments) {
      if (argument instanceof NamedArgumentExpression named) {
        int index = PARAMETERS.indexOf(named.key().toLowerCase(Locale.ROOT));
        if (index < 0) {
          throw wrongArguments(metric, "'" + named.key() + "'");
        }
        ordered.set(index, named.value());
      }
    }
    if (ordered.stream().anyMatch(NamedArgumentExpression.class::isInstance)) {
      throw wrongArguments(metric, "one of them twice");
    }
    return ordered;
  }

  private static QuernException wrongArguments(Metric<?> metric, String found) {
    return new QuernException(
        ErrorCode.TYPE,
        "%s expects 2 arguments, label and score; it is given %s".formatted(metric.name(), found));
  }
}
