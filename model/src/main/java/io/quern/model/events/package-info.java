/**
 * Event files that TensorBoard reads: {@link io.quern.model.events.EventFile}. Plain protobuf; no
 * native library is loaded.
 */
package io.quern.model.events;
