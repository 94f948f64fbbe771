/**
 * How good predictions are, in parts that merge: as a ranking (area under the ROC curve, over all
 * rows or by group), as probabilities (log loss, normalised entropy, COPC, RMSE), and as decisions
 * at a threshold (precision, recall, F1, accuracy).
 *
 * <p>Start with {@link io.quern.model.metric.PointwiseMetrics} and {@link
 * io.quern.model.metric.ExactAuc}; {@link io.quern.model.metric.AucHistogram} is the latter's cheap
 * approximation for training. {@code docs/metrics.md} has all definitions in one place.
 */
package io.quern.model.metric;
