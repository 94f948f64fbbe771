/**
 * What there is, for {@code DatabaseMetaData}: every call has an answer with the standard columns,
 * if need be without rows.
 *
 * <p>Start with {@link io.quern.cli.server.metadata.Metadata}.
 */
package io.quern.cli.server.metadata;
