package io.quern.parser.tree;

import io.quern.api.SourcePosition;

/** Where a statement takes its rows from. */
public sealed interface Source permits SourceTable, SourceQuery {
  SourcePosition position();
}
