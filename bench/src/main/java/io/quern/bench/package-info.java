/**
 * Measured speed, each figure beside a yardstick taken in the same run, alternating with it.
 *
 * <p>The programs are the classes named {@code …Bench}; the scripts beside this module's pom start
 * them and docs/benchmarks.md keeps the figures.
 */
package io.quern.bench;
