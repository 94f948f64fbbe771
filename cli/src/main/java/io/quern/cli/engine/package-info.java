/**
 * Where statements run: in a session of this process, or at a server.
 *
 * <p>Start with {@link io.quern.cli.engine.Engine}.
 */
package io.quern.cli.engine;
