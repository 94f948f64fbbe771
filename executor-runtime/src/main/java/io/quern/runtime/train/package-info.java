/**
 * The training job.
 *
 * <p>Start with {@link io.quern.runtime.train.TrainJob}, the driver's side from the rows to the
 * committed model, then {@link io.quern.runtime.train.TrainingWorker}, what one task does step by
 * step, and {@link io.quern.runtime.train.EpochCoordinator}, where the two meet at the end of every
 * epoch. What follows from an epoch is decided in {@link io.quern.runtime.train.TrainingCourse};
 * {@link io.quern.runtime.train.CheckpointKeeper} keeps it, {@link
 * io.quern.runtime.train.Resumption} finds it again.
 */
package io.quern.runtime.train;
