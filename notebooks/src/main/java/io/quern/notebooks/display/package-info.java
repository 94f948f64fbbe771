/**
 * What notebooks show: results as tables, trainings as curves. Makes texts, HTML and SVG; knows
 * nothing of messages.
 *
 * <p>Start with {@link io.quern.notebooks.display.ResultDisplay} and {@link
 * io.quern.notebooks.display.TrainingDisplays}.
 */
package io.quern.notebooks.display;
