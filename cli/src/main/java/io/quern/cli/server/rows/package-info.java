/**
 * Results as the protocol has them: types, and rows in columns.
 *
 * <p>Start with {@link io.quern.cli.server.rows.WireColumns}.
 */
package io.quern.cli.server.rows;
