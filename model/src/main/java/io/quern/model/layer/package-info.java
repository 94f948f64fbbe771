/**
 * Layers that networks are made of. A layer knows its parameters and how to compute with them in a
 * {@link io.quern.model.network.NetworkGraph}; it holds neither values nor TensorFlow objects, so
 * the same layer describes the training and the prediction branch.
 */
package io.quern.model.layer;
