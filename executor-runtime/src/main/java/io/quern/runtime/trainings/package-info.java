/**
 * What others see of trainings, and how they end them, from any session or process of the same
 * user. Start with {@link io.quern.runtime.trainings.TrainingRecords}, the folder of what is known
 * of each, and {@link io.quern.runtime.trainings.RunningTraining}, which keeps the record of one
 * while it runs. Nothing here knows how a training works.
 */
package io.quern.runtime.trainings;
