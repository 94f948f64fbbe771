package io.quern.cli.run;

import io.quern.api.ErrorCode;
import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.DialectParser;
import io.quern.parser.Ownership;
import io.quern.parser.Statement;
import io.quern.parser.StatementKind;
import io.quern.parser.StatementSplitter;
import io.quern.parser.tree.SqlTrain;
import io.quern.planner.script.ScriptException;
import java.util.List;
import java.util.Optional;

/**
 * Tells a statement that somebody has stopped. What it fails with is by chance, whatever was going
 * on; what is kept of it is not.
 */
public final class Cancellation {
  private Cancellation() {}

  /** What the user is told in place of {@code failure}: what is kept of the statement as a hint. */
  public static QuernException told(ScriptException failure) {
    QuernException cancelled = cancelled(failure);
    return cancelled.hint().isPresent()
        ? cancelled
        : kept(failure).map(cancelled::withHint).orElse(cancelled);
  }

  private static QuernException cancelled(ScriptException failure) {
    QuernException error = failure.error();
    if (error.code() == ErrorCode.CANCELLED) {
      return error;
    }
    QuernException cancelled =
        new QuernException(ErrorCode.CANCELLED, "The statement was cancelled", failure);
    return error.position().map(cancelled::at).orElse(cancelled);
  }

  /** What is there for all that; where an epoch is kept, the failure itself has said so. */
  private static Optional<String> kept(ScriptException failure) {
    Optional<SourcePosition> place = failure.error().position();
    if (place.isEmpty()) {
      return Optional.empty();
    }
    List<Statement> before =
        StatementSplitter.scan(failure.script().text()).statements().stream()
            .filter(statement -> statement.position().compareTo(place.get()) <= 0)
            .toList();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    String statement = before.get(before.size() - 1).text();
    if (isTraining(statement)) {
      return Optional.of(
          resumes(statement)
              ? "No epoch had ended: nothing of this training is kept, earlier versions are"
              : "Nothing of this training is kept, earlier versions are;"
                  + " with resume = true a checkpoint is, behind every epoch");
    }
    return before.size() == 1
        ? Optional.empty()
        : Optional.of("What the statements before it have done is kept");
  }

  private static boolean isTraining(String statement) {
    StatementKind kind = Ownership.of(statement);
    return kind == StatementKind.TRAIN || kind == StatementKind.RUN;
  }

  private static boolean resumes(String statement) {
    try {
      return ((SqlTrain) DialectParser.parse(statement))
          .options().stream().anyMatch(Cancellation::isResume);
    } catch (QuernException e) { // with variables in it, for example
      return false;
    }
  }

  private static boolean isResume(OptionText option) {
    return option.name().equalsIgnoreCase("resume") && option.text().equalsIgnoreCase("true");
  }
}
