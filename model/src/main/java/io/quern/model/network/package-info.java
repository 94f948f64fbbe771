/**
 * What every network is: its contract with training, and the machinery that turns an equation into
 * steps, gradients and predictions over the rows of one mini-batch.
 *
 * <p>Start with {@link io.quern.model.network.Network}; a {@link
 * io.quern.model.network.SlotEquation} computes in plain Java, a {@link
 * io.quern.model.network.GraphEquation} is a TensorFlow graph. The equations are in {@code
 * io.quern.model.zoo}.
 */
package io.quern.model.network;
