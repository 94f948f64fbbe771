/**
 * {@code bin/quern server}: the HiveServer2 protocol, for JDBC and what speaks it.
 *
 * <p>Start with {@link io.quern.cli.server.JdbcServer}; {@code docs/jdbc.md} shows it from outside.
 */
package io.quern.cli.server;
