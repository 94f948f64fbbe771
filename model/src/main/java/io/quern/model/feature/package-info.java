/**
 * From a row's columns to the keys and numbers that a network learns from.
 *
 * <p>The feature map says what each column is; the encoder turns rows into encoded rows. Training,
 * PREDICT and serving run the same code.
 */
package io.quern.model.feature;
