/**
 * The prompt: the only code that knows JLine, loaded only where a person types.
 *
 * <p>Start with {@link io.quern.cli.repl.Repl}.
 */
package io.quern.cli.repl;
