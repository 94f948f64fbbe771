package io.quern.udf.metric;

import io.quern.udf.bridge.BuiltInFunction;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.collection.immutable.Seq;

/**
 * The aggregates of SQL that say how good scores are: {@code auc}, {@code auc_approx}, {@code
 * gauc}, {@code logloss}, {@code normalized_entropy}, {@code copc}, {@code rmse}, {@code
 * precision}, {@code recall}, {@code f1} and {@code accuracy}. Labels are BOOLEAN, 0 and 1 of any
 * number type, or the strings 0 and 1. None of the names is one of Spark's own functions.
 */
public final class MetricFunctions {
  private static final String ONE_CLASS = " NULL where there is only one class.";

  private final SparkSessionExtensions extensions;

  private MetricFunctions(SparkSessionExtensions extensions) {
    this.extensions = extensions;
  }

  /** Adds the aggregates to sessions. */
  public static void inject(SparkSessionExtensions extensions) {
    MetricFunctions functions = new MetricFunctions(extensions);
    functions.injectRankings();
    functions.injectPointwise();
    functions.injectDecisions();
  }

  private void injectRankings() {
    inject(
        Auc.SIGNATURE,
        arguments -> new Auc(Auc.MOST_SCORES.current()),
        "The exact area under the ROC curve." + ONE_CLASS);
    inject(
        ApproximateAuc.SIGNATURE,
        arguments -> new ApproximateAuc(),
        "The area under the ROC curve of probabilities in constant memory." + ONE_CLASS);
    inject(
        Gauc.SIGNATURE,
        arguments -> new Gauc(Gauc.MOST_ROWS.current()),
        "The exact area under the ROC curve of each group, averaged with the groups' numbers of"
            + " rows as weights; groups of one class are left out. NULL where all are.");
  }

  private void injectPointwise() {
    inject(
        PointwiseMetric.Kind.LOGLOSS,
        "The mean log loss of probabilities, which are clipped to [1e-15, 1 - 1e-15]. NULL where"
            + " there are no rows.");
    inject(
        PointwiseMetric.Kind.NORMALIZED_ENTROPY,
        "The log loss of probabilities over that of predicting the mean label everywhere; below 1"
            + " is better than that."
            + ONE_CLASS);
    inject(
        PointwiseMetric.Kind.COPC,
        "Clicks over predicted clicks: the sum of labels over that of probabilities; 1 is"
            + " calibrated. NULL where that sum is 0.");
    inject(
        PointwiseMetric.Kind.RMSE,
        "The root of the mean squared difference between probabilities and labels. NULL where"
            + " there are no rows.");
  }

  private void inject(PointwiseMetric.Kind kind, String description) {
    PointwiseMetric metric = new PointwiseMetric(kind);
    inject(metric.signature(), arguments -> metric, description);
  }

  private void injectDecisions() {
    inject(
        DecisionMetric.Kind.PRECISION,
        "The share of positives among scores at or above the threshold. NULL where there are no"
            + " such scores.");
    inject(
        DecisionMetric.Kind.RECALL,
        "The share of scores at or above the threshold among positives. NULL where there are no"
            + " positives.");
    inject(
        DecisionMetric.Kind.F1,
        "The harmonic mean of precision and recall at the threshold. NULL where no row is positive"
            + " and no score at or above the threshold.");
    inject(
        DecisionMetric.Kind.ACCURACY,
        "The share of rows that are positive if and only if their score is at or above the"
            + " threshold. NULL where there are no rows.");
  }

  private void inject(DecisionMetric.Kind kind, String description) {
    Signature signature = kind.signature();
    int place = signature.indexOf(Signature.THRESHOLD);
    inject(
        signature,
        arguments ->
            new DecisionMetric(
                kind,
                place < arguments.size()
                    ? Arguments.constant(arguments.get(place), signature.name())
                    : DecisionMetric.DEFAULT_THRESHOLD),
        description + " The threshold is 0.5 unless given.");
  }

  private <B> void inject(
      Signature signature,
      Function<List<Expression>, ? extends Metric<B>> metric,
      String description) {
    ExpressionInfo info =
        new ExpressionInfo(
            MetricAggregate.class.getName(),
            null,
            signature.name(),
            signature.usage().replace(signature.name() + "(", "_FUNC_(")
                + " - "
                + description
                + " Rows with NULL do not take part.",
            "");
    Function1<Seq<Expression>, Expression> builder =
        arguments -> build(signature, metric, Seqs.list(arguments));
    BuiltInFunction.inject(extensions, signature.name(), info, builder);
  }

  private static <B> Expression build(
      Signature signature,
      Function<List<Expression>, ? extends Metric<B>> metric,
      List<Expression> arguments) {
    List<Expression> bound = signature.bind(arguments);
    List<Expression> canonical = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      canonical.add(
          Arguments.canonical(signature.parameters().get(i), bound.get(i), signature.name()));
    }
    return new MetricAggregate<>(metric.apply(canonical), canonical, 0, 0);
  }
}
