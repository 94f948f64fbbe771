/**
 * The features of a COLUMNS clause for Spark ML: the same functions, fitted and applied by the same
 * code as in TRAIN, as an estimator and a model for pipelines in Java, Scala and PySpark. Start
 * with {@link io.quern.ml.FeatureColumns}.
 */
package io.quern.ml;
