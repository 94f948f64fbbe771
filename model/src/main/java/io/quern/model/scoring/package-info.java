/**
 * Scores of a saved model: PREDICT and the registered functions.
 *
 * <p>Start with {@link io.quern.model.scoring.LoadedModel}, which is shared by all threads of a
 * process, then {@link io.quern.model.scoring.Scorer}, of which every thread has its own.
 */
package io.quern.model.scoring;
