/**
 * The rows' way from the source to the workers.
 *
 * <p>Start with {@link io.quern.runtime.data.EncodeJob}, which reads the source once and leaves
 * encoded chunks behind, then {@link io.quern.runtime.data.SlotCache}, which holds one worker's
 * part of them for all epochs. Where a row goes is decided by {@link
 * io.quern.runtime.data.RowPlacement} from its place in the source alone.
 */
package io.quern.runtime.data;
