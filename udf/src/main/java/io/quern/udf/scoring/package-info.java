/**
 * Scoring inside a task: a model opened once per executor and shared, a scorer per task.
 *
 * <p>Start with {@link io.quern.udf.scoring.PinnedModel}, which travels from the driver to the
 * tasks, then {@link io.quern.udf.scoring.ModelScorer}.
 */
package io.quern.udf.scoring;
