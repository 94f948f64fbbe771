/**
 * Trained models on disk: numbered versions that appear at once and whole, or not at all.
 *
 * <p>Start with {@link io.quern.model.bundle.ModelRepository}; {@code docs/model-bundle.md}
 * describes every file to the byte. What trainings that were cut short have kept is in {@link
 * io.quern.model.bundle.Checkpoints}.
 */
package io.quern.model.bundle;
