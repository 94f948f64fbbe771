package io.quern.parser;

import java.util.Map;
import java.util.Optional;

/** How a statement whose clauses are easily put in a wrong order is written, in one line. */
final class StatementForm {
  private static final Map<String, String> FORMS =
      Map.of(
          "TRAIN",
              "train table | (query) as algorithm.`path` [columns (...)] [where ...] [as view]",
          "RUN", "run table | (query) as algorithm.`path` [where ...] [as view]",
          "PREDICT", "predict table | (query) as algorithm.`path` [where ...] [as view]",
          "REGISTER", "register algorithm.`path` as function [where ...]",
          "LOAD", "load format.`path` [where ...] as view",
          "SAVE", "save [overwrite] table as format.`path` [where ...]");

  private StatementForm() {}

  /**
   * @param first the statement's first word, in upper case
   */
  static Optional<String> hint(String first) {
    return Optional.ofNullable(FORMS.get(first)).map(form -> "The order is: " + form);
  }
}
