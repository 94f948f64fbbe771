/**
 * PREDICT, registered model functions and metric aggregates as parts of Spark SQL.
 *
 * <p>Start with {@link io.quern.udf.UdfExtensions}, which names every piece that is put into a
 * session. The way of a call: {@code call} (arguments and version are settled, in the analyzer),
 * {@code operator} (calls become batched operators), {@code scoring} (in the tasks). {@code metric}
 * holds the aggregates.
 */
package io.quern.udf;
