/**
 * Statements run by a server: the client's side of the HiveServer2 protocol.
 *
 * <p>Start with {@link io.quern.cli.remote.RemoteClient}.
 */
package io.quern.cli.remote;
