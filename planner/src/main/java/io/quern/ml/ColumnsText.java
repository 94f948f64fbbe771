package io.quern.ml;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.DialectParser;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import java.util.function.Function;

/**
 * The text between the parentheses of a COLUMNS clause.
 *
 * @param calls by name {@code category, number …}; empty for the default features only
 */
record ColumnsText(String calls) {
  /** In front of the text; ends its line, so that only line numbers shift. */
  private static final String HEAD = "train t as DeepCTR.`m` columns (\n";

  /**
   * What {@code use} makes of the calls; a failure tells its place in the text.
   *
   * @throws QuernException PARSE where the text is no list of calls, and what {@code use} throws
   */
  <T> T with(Function<List<FeatureCall>, T> use) {
    try {
      return use.apply(calls.isBlank() ? List.of() : parse());
    } catch (QuernException e) {
      throw e.position().map(place -> e.at(inText(place))).orElse(e);
    }
  }

  private List<FeatureCall> parse() {
    return ((SqlTrain) DialectParser.parse(HEAD + calls + "\n)")).columns();
  }

  private static SourcePosition inText(SourcePosition place) {
    return new SourcePosition(Math.max(1, place.line() - 1), place.column());
  }
}
