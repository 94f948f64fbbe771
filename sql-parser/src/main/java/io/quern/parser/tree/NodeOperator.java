package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Operator of a node class: re-creates the node from its operands, as visitors that copy need. */
final class NodeOperator extends SqlSpecialOperator {
  /** The constructor of a node class. */
  @FunctionalInterface
  interface Factory {
    SqlCall create(SqlParserPos pos, SqlNode... operands);
  }

  private final Factory factory;

  NodeOperator(String name, Factory factory) {
    super(name, SqlKind.OTHER);
    this.factory = requireNonNull(factory, "factory is null");
  }

  @Override
  public SqlCall createCall(SqlLiteral functionQualifier, SqlParserPos pos, SqlNode... operands) {
    return factory.create(pos, operands);
  }
}
