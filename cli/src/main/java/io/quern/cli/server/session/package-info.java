/**
 * What a client has handles of: sessions, and the operations in them.
 *
 * <p>Start with {@link io.quern.cli.server.session.ClientSessions}.
 */
package io.quern.cli.server.session;
