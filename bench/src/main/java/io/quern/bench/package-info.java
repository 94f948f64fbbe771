/**
 * Measured speed, each figure beside a yardstick taken in the same run, alternating with it.
 *
 * <p>{@link io.quern.bench.TrainBench} and {@link io.quern.bench.PredictBench} are the programs;
 * the scripts beside this module's pom start them and docs/benchmarks.md keeps the figures.
 */
package io.quern.bench;
