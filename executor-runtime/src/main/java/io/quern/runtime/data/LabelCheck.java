package io.quern.runtime.data;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/**
 * Refuses rows that nothing can be learned from. All failures are {@link ErrorCode#DATA}.
 *
 * @param label the label column's name
 * @param path of the model that stays as it is
 */
record LabelCheck(String label, String path) {
  LabelCheck {
    requireNonNull(label, "label is null");
    requireNonNull(path, "path is null");
  }

  /** Checks the source's training rows, and the rows it holds out if it holds out any. */
  void checkSource(SourceSummary source, boolean holdsOut) {
    checkFaults(source, "Label '%s'".formatted(label));
    if (source.trainingRows() + source.validationRows() == 0) {
      throw failure(
          "The source returns no rows; nothing was trained and '%s' is unchanged".formatted(path));
    }
    if (source.trainingRows() == 0) {
      throw failure("All %d rows are held out for validation".formatted(source.validationRows()))
          .withHint("Lower validationFraction");
    }
    checkClasses(source.trainingRows(), source.trainingPositives(), "labels");
    if (holdsOut) {
      checkValidationClasses(source, "Raise validationFraction");
    }
  }

  /**
   * Checks some rows of a source for what no other rows can mend.
   *
   * @param whole whether they are all
   */
  void checkSample(SourceSummary sample, boolean whole, boolean holdsOut) {
    boolean empty = sample.trainingRows() == 0;
    if (whole || empty) {
      checkSource(sample, holdsOut);
    } else {
      checkFaults(sample, "Label '%s'".formatted(label));
    }
  }

  /** Checks a table that serves validation only. */
  void checkValidationTable(SourceSummary table) {
    checkFaults(table, "Label '%s' of the validation table".formatted(label));
    checkValidationClasses(table, "Use another validationTable");
  }

  private void checkFaults(SourceSummary summary, String subject) {
    LabelFaults faults = summary.faults();
    if (faults.rows() > 0) {
      throw failure(
              "%s has %d %s outside {0, 1} (first: %s)"
                  .formatted(
                      subject,
                      faults.rows(),
                      faults.rows() == 1 ? "row with a value" : "rows with values",
                      faults.first()))
          .withHint(remedy(faults.first()));
    }
  }

  private String remedy(String first) {
    String remedy =
        switch (first) {
          case LabelText.NULL -> "Leave such rows out: train (select ... where %s is not null)";
          case LabelText.NO_NUMBER ->
              "Say which value is 1: train (select * except (%1$s), %1$s = 'yes' as %1$s from ...)";
          default -> "Make it 0 and 1: train (select * except (%1$s), %1$s > 0 as %1$s from ...)";
        };
    return remedy.formatted(label);
  }

  private void checkValidationClasses(SourceSummary summary, String hint) {
    if (summary.validationRows() == 0) {
      throw failure("There are no rows to validate with").withHint(hint);
    }
    try {
      checkClasses(summary.validationRows(), summary.validationPositives(), "validation labels");
    } catch (QuernException e) {
      throw e.withHint(hint);
    }
  }

  private void checkClasses(long rows, long positives, String labels) {
    if (positives == 0 || positives == rows) {
      throw failure(
          "All %d %s in '%s' are %d; both 0 and 1 are needed"
              .formatted(rows, labels, label, positives == 0 ? 0 : 1));
    }
  }

  private static QuernException failure(String message) {
    return new QuernException(ErrorCode.DATA, message);
  }
}
