/**
 * What may stand at the cursor: from the parser's expected tokens, the session's tables and
 * columns, and the declared algorithms and options. Knows no terminal.
 *
 * <p>Start with {@link io.quern.cli.complete.StatementCompletion}.
 */
package io.quern.cli.complete;
