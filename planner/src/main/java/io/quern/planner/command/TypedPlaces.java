package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.SubstitutedText;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The way from a place in the text that was parsed to the place in the text as typed, which differ
 * where variables were replaced.
 */
public final class TypedPlaces {
  private final UnaryOperator<SourcePosition> typed;

  private TypedPlaces(UnaryOperator<SourcePosition> typed) {
    this.typed = requireNonNull(typed, "typed is null");
  }

  /** For a text that was parsed as typed. */
  public static TypedPlaces same() {
    return new TypedPlaces(UnaryOperator.identity());
  }

  public static TypedPlaces of(SubstitutedText text) {
    return new TypedPlaces(text::typed);
  }

  public SourcePosition typed(SourcePosition parsed) {
    return typed.apply(parsed);
  }

  /** What {@code work} returns; where it fails, the failure tells the place as typed. */
  public <T> T tell(Supplier<T> work) {
    try {
      return work.get();
    } catch (QuernException e) {
      throw e.position().map(parsed -> e.at(typed.apply(parsed))).orElse(e);
    }
  }
}
