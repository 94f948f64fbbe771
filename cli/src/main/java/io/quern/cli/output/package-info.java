/**
 * Results as text: formats, how many rows, and what fits on a screen.
 *
 * <p>Start with {@link io.quern.cli.output.Results}.
 */
package io.quern.cli.output;
