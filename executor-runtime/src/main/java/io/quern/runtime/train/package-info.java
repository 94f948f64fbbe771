/**
 * The training job.
 *
 * <p>Start with {@link io.quern.runtime.train.TrainJob}, the driver's side from the rows to the
 * committed model, then {@link io.quern.runtime.train.TrainingWorker}, what one task does step by
 * step, and {@link io.quern.runtime.train.EpochCoordinator}, where the two meet at the end of every
 * epoch.
 */
package io.quern.runtime.train;
