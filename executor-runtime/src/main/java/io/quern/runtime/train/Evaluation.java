package io.quern.runtime.train;

import io.quern.model.metric.PointwiseMetrics;
import io.quern.model.metric.ThresholdCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What predictions of an epoch were worth. NaN is what is not defined or was not measured.
 *
 * @param loss mean log loss, without weights of examples and without regularisation
 * @param gauc measured of held-out rows only, where option {@code gaucBy} names a feature
 * @param precision like recall, F1 and accuracy at the threshold of option {@code threshold}
 * @param meanProbability of the predictions
 * @param spread largest less smallest probability
 */
public record Evaluation(
    double loss,
    double auc,
    double gauc,
    double normalizedEntropy,
    double copc,
    double rmse,
    double precision,
    double recall,
    double f1,
    double accuracy,
    double meanProbability,
    double spread) {
  /** Of no predictions. */
  static final Evaluation NONE =
      of(Double.NaN, Double.NaN, new PointwiseMetrics(), new ThresholdCounts(0));

  static Evaluation of(
      double auc, double gauc, PointwiseMetrics probabilities, ThresholdCounts decisions) {
    return new Evaluation(
        probabilities.logLoss(),
        auc,
        gauc,
        probabilities.normalizedEntropy(),
        probabilities.copc(),
        probabilities.rmse(),
        decisions.precision(),
        decisions.recall(),
        decisions.f1(),
        decisions.accuracy(),
        probabilities.meanProbability(),
        probabilities.spread());
  }

  /** Whether there were predictions. */
  boolean isPresent() {
    return !Double.isNaN(loss);
  }

  /** The metrics under the names of the training's, {@code loss} and so on, in order. */
  Map<String, Double> trainingMetrics() {
    return named("");
  }

  /** The metrics under the names of the validation's, {@code validationLoss} and so on. */
  Map<String, Double> validationMetrics() {
    return named("validation");
  }

  private Map<String, Double> named(String prefix) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", loss);
    metrics.put("auc", auc);
    metrics.put("gauc", gauc);
    metrics.put("normalizedEntropy", normalizedEntropy);
    metrics.put("copc", copc);
    metrics.put("rmse", rmse);
    metrics.put("precision", precision);
    metrics.put("recall", recall);
    metrics.put("f1", f1);
    metrics.put("accuracy", accuracy);
    if (prefix.isEmpty()) {
      return metrics;
    }
    Map<String, Double> prefixed = new LinkedHashMap<>();
    metrics.forEach(
        (name, value) ->
            prefixed.put(
                prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
    return prefixed;
  }
}
