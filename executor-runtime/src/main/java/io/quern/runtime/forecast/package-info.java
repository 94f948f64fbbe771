/**
 * What a training is expected to take, as numbers and formulae: {@link
 * io.quern.runtime.forecast.StepModel} composes the time of a step from its parts, {@link
 * io.quern.runtime.forecast.TrainForecast} is what EXPLAIN TRAIN tells. Nothing is run here; {@code
 * runtime.train.Rehearsal} measures.
 */
package io.quern.runtime.forecast;
