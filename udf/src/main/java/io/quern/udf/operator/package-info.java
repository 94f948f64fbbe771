/**
 * Predictions as batched operators of a query plan.
 *
 * <p>After analysis, {@link io.quern.udf.operator.ExtractPredict} takes the calls of models out of
 * the expressions and puts a {@link io.quern.udf.operator.BatchPredict} below, whose results are
 * ordinary columns. That early, so that Spark never duplicates or moves a call. The optimizer then
 * pushes filters and limits through it, shares equal calls and drops unused ones; {@link
 * io.quern.udf.operator.BatchPredictExec} runs it: over Spark's columns where there are some
 * ({@code ScoredColumns}), else over rows ({@code ScoredRows}). What cannot be taken out is
 * evaluated row by row, with the same result.
 *
 * <p>Like Spark's own batched operators, over rows it reads a few rows ahead: {@code
 * input_file_name()} above it may name the next file at a file's end.
 */
package io.quern.udf.operator;
