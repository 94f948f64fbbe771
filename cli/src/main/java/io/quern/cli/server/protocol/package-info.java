/**
 * The calls of the HiveServer2 protocol.
 *
 * <p>Start with {@link io.quern.cli.server.protocol.HiveService}.
 */
package io.quern.cli.server.protocol;
