/**
 * What is typed at the prompt and is no SQL: commands that begin with a backslash, and their help.
 *
 * <p>Start with {@link io.quern.cli.command.Commands}.
 */
package io.quern.cli.command;
