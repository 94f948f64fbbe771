/**
 * Text to statements with positions. No Spark here.
 *
 * <p>Start with {@link io.quern.parser.StatementSplitter} (script to statements), {@link
 * io.quern.parser.Ownership} (ours or Spark's, on the first words) and {@link
 * io.quern.parser.DialectParser} (one statement of ours to a node of {@link io.quern.parser.tree}).
 * {@link io.quern.parser.Lexer} is the only place that knows quotes and comments; the grammar, the
 * splitter and the substitution of variables all read through it.
 */
package io.quern.parser;
