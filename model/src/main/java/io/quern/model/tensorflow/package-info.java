/**
 * TensorFlow in this JVM: where its shared libraries come from, how it starts, and how a SavedModel
 * predicts through DJL.
 *
 * <p>Start with {@link io.quern.model.tensorflow.TensorFlowNatives}. Training graphs are built in
 * {@link io.quern.model.network}; nothing here knows networks.
 */
package io.quern.model.tensorflow;
