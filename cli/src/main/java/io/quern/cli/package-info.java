/**
 * {@code bin/quern}: arguments, result formats, progress on the error stream, exit codes.
 *
 * <p>Start with {@link io.quern.cli.QuernCli}; what a statement means is the planner's business.
 */
package io.quern.cli;
