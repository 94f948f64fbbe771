/**
 * Spark's rows as the feature encoder reads them.
 *
 * <p>{@link io.quern.runtime.rows.SparkColumnTypes} says which SQL types a model can use and the
 * one Spark type each of them is cast to; {@link io.quern.runtime.rows.InternalRowReader} reads
 * rows of those types. Training and prediction share both, so that a value is encoded the same way.
 */
package io.quern.runtime.rows;
