package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWriter;

/** Writes the parts of a statement so that the dialect reads them back, whatever the writer. */
final class StatementWriter {
  private final SqlWriter writer;

  StatementWriter(SqlWriter writer) {
    this.writer = requireNonNull(writer, "writer is null");
  }

  StatementWriter keywords(String... words) {
    for (String word : words) {
      writer.keyword(word);
    }
    return this;
  }

  StatementWriter name(SqlNode name) {
    writer.literal(dotted((SqlIdentifier) name));
    return this;
  }

  /** {@code format.`path`}. */
  StatementWriter formatAndPath(SqlNode format, SqlNode path) {
    writer.literal(dotted((SqlIdentifier) format) + "." + Quoting.backQuoted(textOf(path)));
    return this;
  }

  StatementWriter string(SqlNode text) {
    writer.literal(Quoting.string(textOf(text)));
    return this;
  }

  /**
   * {@code VERSION n}, {@code VERSION 'tag'}, or nothing.
   *
   * @param version null for none
   */
  StatementWriter version(SqlNode version) {
    if (version == null) {
      return this;
    }
    writer.keyword("VERSION");
    writer.literal(
        version instanceof SqlNumericLiteral number
            ? number.toValue()
            : Quoting.string(textOf(version)));
    return this;
  }

  /** {@code IF a >= 1 AND b < 2}, or nothing. */
  StatementWriter conditions(SqlNode conditions) {
    String separator = "IF";
    for (SqlNode condition : (SqlNodeList) conditions) {
      writer.keyword(separator);
      condition.unparse(writer, 0, 0);
      separator = "AND";
    }
    return this;
  }

  /** The text between parentheses, as it is. */
  StatementWriter verbatim(SqlNode query) {
    writer.literal("(" + textOf(query) + ")");
    return this;
  }

  /** {@code WHERE a = "1" AND b = "2"}, or nothing. */
  StatementWriter options(SqlNode options) {
    String separator = "WHERE";
    for (SqlNode option : (SqlNodeList) options) {
      writer.keyword(separator);
      option.unparse(writer, 0, 0);
      separator = "AND";
    }
    return this;
  }

  /** {@code COLUMNS (call, ..)}, or nothing. */
  StatementWriter columns(SqlNode features) {
    SqlNodeList calls = (SqlNodeList) features;
    if (!calls.isEmpty()) {
      writer.keyword("COLUMNS");
      writer.literal(
          calls.stream()
              .map(call -> ((SqlFeature) call).toText())
              .collect(Collectors.joining(", ", "(", ")")));
    }
    return this;
  }

  StatementWriter names(SqlNode names) {
    writer.literal(
        ((SqlNodeList) names)
            .stream().map(name -> dotted((SqlIdentifier) name)).collect(Collectors.joining(", ")));
    return this;
  }

  private static String dotted(SqlIdentifier name) {
    return name.names.stream().map(Quoting::name).collect(Collectors.joining("."));
  }

  private static String textOf(SqlNode literal) {
    return SqlStatement.text(literal).text();
  }
}
