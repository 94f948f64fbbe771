/**
 * TRAIN from the parsed statement to the training job. {@link
 * io.quern.planner.train.TrainStatement} is handed the resolved source; {@code TrainAnalyzer}
 * checks and decides everything, {@code TrainPlanTable} prints that for EXPLAIN, with what {@code
 * runtime.train.Rehearsal} finds out, {@code TrainAction} runs it.
 */
package io.quern.planner.train;
