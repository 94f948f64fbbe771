package io.quern.conformance;

import static io.quern.api.SourcePosition.START;
import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.List;
import java.util.Optional;

/** What a statement gives, in the one form that every door's is turned into. */
sealed interface Outcome {
  /** In place of a value that is NULL. */
  String NULL = "∅";

  /** No result. */
  record Nothing() implements Outcome {}

  /**
   * A result.
   *
   * @param rows values as Spark's text of them; those of arrays, maps and structs as JSON, unless a
   *     door shows Spark's text of these too
   * @param isCut whether there are more rows, which are not shown
   */
  record Rows(List<ResultColumn> columns, List<List<String>> rows, boolean isCut)
      implements Outcome {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A failure.
   *
   * @param state SQLSTATE; empty where a door does not tell it
   * @param place in the statement
   */
  record Failure(
      String code,
      String state,
      Optional<SourcePosition> place,
      String message,
      Optional<String> hint)
      implements Outcome {
    public Failure {
      requireNonNull(code, "code is null");
      requireNonNull(state, "state is null");
      requireNonNull(place, "place is null");
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }

    static Failure of(QuernException error) {
      return new Failure(
          error.code().name(),
          error.code().sqlState(),
          error.position(),
          error.getMessage(),
          error.hint());
    }

    Failure withState(String told) {
      return new Failure(code, told, place, message, hint);
    }

    /** A failure without a place is the whole statement's, as every other door says. */
    Failure placed() {
      return new Failure(code, state, place.or(() -> Optional.of(START)), message, hint);
    }

    Failure saying(String otherMessage, String otherHint) {
      return new Failure(code, state, place, otherMessage, Optional.of(otherHint));
    }

    /** The same in a text that begins at {@code origin} of the text that this was told for. */
    Failure from(SourcePosition origin) {
      return new Failure(code, state, place.map(p -> relative(p, origin)), message, hint);
    }

    private static SourcePosition relative(SourcePosition place, SourcePosition origin) {
      return place.line() == origin.line()
          ? new SourcePosition(1, place.column() - origin.column() + 1)
          : new SourcePosition(place.line() - origin.line() + 1, place.column());
    }
  }
}
