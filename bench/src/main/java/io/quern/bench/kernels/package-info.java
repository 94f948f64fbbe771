/**
 * The small loops that a training step is made of, measured alone with JMH: hashing, encoding,
 * batch assembly, and rows to and from a parameter server, in process and over loopback, beside a
 * gather and a scatter of bare arrays.
 *
 * <p>{@link io.quern.bench.kernels.KernelBench} is the program ({@code bench/kernels}).
 */
package io.quern.bench.kernels;
