/**
 * The model of docs/scale.md: from a training's shape to samples a second, bytes on the wire,
 * memory and snapshots; and the trainings that it is checked against.
 *
 * <p>{@link io.quern.bench.scale.ScaleBench} is the program ({@code bench/scale}).
 */
package io.quern.bench.scale;
