/**
 * The networks: their equations, forward and backward, over the rows of one mini-batch.
 *
 * <p>Start with {@link io.quern.model.network.Network}, then read one: logistic regression and
 * factorization machine are plain Java, DeepFM is a TensorFlow graph.
 */
package io.quern.model.network;
