/**
 * Who may connect.
 *
 * <p>Start with {@link io.quern.cli.server.auth.Authentication}.
 */
package io.quern.cli.server.auth;
