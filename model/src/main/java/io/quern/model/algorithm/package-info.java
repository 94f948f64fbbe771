/**
 * The algorithms a TRAIN statement can name, and the options of each.
 *
 * <p>Start with {@link io.quern.model.algorithm.Algorithms}; {@link
 * io.quern.model.algorithm.DeepCtrOptions} declares every option once, and {@link
 * io.quern.model.algorithm.TrainingOptions} is what they mean to a training.
 */
package io.quern.model.algorithm;
