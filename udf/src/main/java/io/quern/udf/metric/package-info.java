/**
 * Metrics of predictions as SQL aggregates.
 *
 * <p>Start with {@link io.quern.udf.metric.MetricFunctions}, which lists them. {@link
 * io.quern.udf.metric.MetricAggregate} is all that Catalyst sees; a {@link
 * io.quern.udf.metric.Metric} says what is accumulated.
 */
package io.quern.udf.metric;
