/**
 * How bytes of a connection become calls: negotiation by SASL, frames, and noticing that a client
 * has gone.
 *
 * <p>Start with {@link io.quern.cli.server.transport.Negotiation}.
 */
package io.quern.cli.server.transport;
