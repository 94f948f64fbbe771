package io.quern.parser;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words that a text is easier to read and quicker to write with: those of the dialect, and
 * those of Spark SQL's queries and commonest statements. None of them is reserved by standing here.
 */
public final class Keywords {
  private static final Set<String> SPARK =
      Set.of(
          "ALL",
          "AND",
          "ANTI",
          "AS",
          "ASC",
          "BETWEEN",
          "BY",
          "CASE",
          "CAST",
          "COLUMNS",
          "CROSS",
          "CURRENT",
          "DATABASE",
          "DATABASES",
          "DESC",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "EXISTS",
          "FALSE",
          "FOLLOWING",
          "FROM",
          "FULL",
          "FUNCTION",
          "FUNCTIONS",
          "GROUP",
          "HAVING",
          "IF",
          "IN",
          "INNER",
          "INTERSECT",
          "INTERVAL",
          "INTO",
          "IS",
          "JOIN",
          "LATERAL",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "NULLS",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "OUTER",
          "OVER",
          "PARTITION",
          "PARTITIONED",
          "PRECEDING",
          "RANGE",
          "RIGHT",
          "RLIKE",
          "ROWS",
          "SELECT",
          "SEMI",
          "SET",
          "SORT",
          "TABLE",
          "TABLES",
          "TABLESAMPLE",
          "TBLPROPERTIES",
          "TEMPORARY",
          "THEN",
          "TRUE",
          "UNBOUNDED",
          "UNION",
          "USING",
          "VALUES",
          "VIEW",
          "VIEWS",
          "WHEN",
          "WHERE",
          "WINDOW",
          "WITH");

  private static final Set<String> LEADING = leadingWords();
  private static final Set<String> ALL = allWords();

  private Keywords() {}

  /** The words that statements begin with, the dialect's and Spark's, in upper case. */
  public static Set<String> leading() {
    return LEADING;
  }

  /** What a query of Spark SQL is made of, in upper case. */
  public static Set<String> ofQueries() {
    return SPARK;
  }

  /** Whether {@code word}, in any case, is one of all these. */
  public static boolean contains(String word) {
    return ALL.contains(word.toUpperCase(Locale.ROOT));
  }

  private static Set<String> leadingWords() {
    Set<String> words = new HashSet<>(NearestStatement.OURS);
    words.addAll(NearestStatement.SPARKS);
    return Set.copyOf(words);
  }

  private static Set<String> allWords() {
    Set<String> words = new HashSet<>(SPARK);
    words.addAll(LEADING);
    words.addAll(DialectTokens.keywords());
    return Set.copyOf(words);
  }
}
