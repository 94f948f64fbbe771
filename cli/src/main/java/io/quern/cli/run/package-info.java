/**
 * Running a text in a session: what scripts and the prompt share, down to Ctrl-C and exit codes.
 *
 * <p>Start with {@link io.quern.cli.run.Shell}.
 */
package io.quern.cli.run;
