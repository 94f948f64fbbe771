/**
 * The statements of the dialect as Calcite calls: immutable, unparsable, re-created by their
 * operators, every part with its place in the text. Start with {@link
 * io.quern.parser.tree.SqlTrain}.
 */
package io.quern.parser.tree;
