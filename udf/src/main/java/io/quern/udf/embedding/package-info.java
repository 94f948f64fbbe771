/**
 * The rows of a model's embedding tables as rows of SQL: {@code embeddings('path', 'feature')}, and
 * {@code feature_key('path', 'feature', value)} to find a value's row among them.
 */
package io.quern.udf.embedding;
