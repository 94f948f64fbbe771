/**
 * Jupyter's messaging protocol, version 5.5, on ZeroMQ: sockets, signatures, messages. Knows what a
 * message looks like, not what it asks for.
 *
 * <p>Start with {@link io.quern.notebooks.protocol.Wire}.
 */
package io.quern.notebooks.protocol;
