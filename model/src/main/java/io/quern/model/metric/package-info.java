/**
 * How good predictions are: area under the ROC curve and log loss, in parts that merge.
 *
 * <p>Start with {@link io.quern.model.metric.ExactAuc}; {@link io.quern.model.metric.AucHistogram}
 * is its cheap approximation for training.
 */
package io.quern.model.metric;
