/**
 * What every module shares: options, error codes, source positions, training events.
 *
 * <p>Start with {@link io.quern.api.Option} (how an option is declared, once) and {@link
 * io.quern.api.QuernException} (how a failure is told). Nothing here knows Spark, SQL or
 * TensorFlow.
 */
package io.quern.api;
