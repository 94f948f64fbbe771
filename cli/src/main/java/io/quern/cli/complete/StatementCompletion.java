package io.quern.cli.complete;

import static java.util.Objects.requireNonNull;

import io.quern.cli.complete.Proposal.Group;
import io.quern.parser.DialectParser;
import io.quern.parser.Keywords;
import io.quern.parser.Ownership;
import io.quern.parser.StatementForm;
import io.quern.planner.catalog.Trainable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Completes statements. Those of the dialect by what the parser expects at the cursor; those of
 * Spark, whose parser does not tell, by the words in front. Confined to one thread.
 */
public final class StatementCompletion {
  private final Supplier<Names> names;
  private final Supplier<List<Trainable>> algorithms;

  /**
   * @param names asked anew each time: a session may be there later
   * @param algorithms asked when the first of them is needed
   */
  public StatementCompletion(Supplier<Names> names, Supplier<List<Trainable>> algorithms) {
    this.names = requireNonNull(names, "names is null");
    this.algorithms = requireNonNull(algorithms, "algorithms is null");
  }

  /** What may stand at {@code cursor}, an offset in {@code text}. */
  public Completion complete(String text, int cursor) {
    Optional<Cursor> place = Cursor.of(text, cursor);
    return place.isEmpty()
        ? Completion.none(cursor)
        : new Completion(place.get().offset(), proposals(place.get()));
  }

  /**
   * Offset of the first character of the word at {@code cursor}; the cursor where there is none.
   */
  public static int wordStart(String text, int cursor) {
    return Cursor.of(text, cursor).map(Cursor::offset).orElse(cursor);
  }

  private List<Proposal> proposals(Cursor cursor) {
    List<Proposal> possible = new ArrayList<>();
    List<String> expected = DialectParser.expectedTokens(cursor.before());
    boolean isSparks = !Ownership.of(cursor.before()).isOurs();
    if (cursor.lexemes().isEmpty()) {
      Keywords.leading().stream().sorted().forEach(word -> possible.add(keyword(word)));
    }
    if (!expected.isEmpty()) {
      possible.addAll(new DialectProposals(cursor, names.get(), algorithms.get()).of(expected));
    }
    if (!cursor.lexemes().isEmpty() && (isSparks || expected.isEmpty())) {
      possible.addAll(new QueryProposals(cursor, names.get()).all());
    }
    return fitting(possible, cursor);
  }

  /** With what the statement does, where the word tells which it is. */
  private static Proposal keyword(String word) {
    return Proposal.of(
        Group.KEYWORD, word, StatementForm.of(word).map(StatementForm::sentence).orElse(""));
  }

  /** Those that go on from the word, however it is quoted; failing these, those it is a part of. */
  private static List<Proposal> fitting(List<Proposal> possible, Cursor cursor) {
    List<Proposal> going =
        possible.stream().filter(p -> bare(p.text()).startsWith(bare(cursor.word()))).toList();
    List<Proposal> fitting =
        going.isEmpty() && cursor.typed().length() > 1
            ? possible.stream().filter(p -> bare(p.text()).contains(bare(cursor.word()))).toList()
            : going;
    Set<String> seen = new HashSet<>(); // a keyword may come with what it does and without
    return inTypedCase(fitting, cursor)
        .filter(p -> seen.add(p.group() + p.text()))
        .sorted(byGroup())
        .toList();
  }

  private static Comparator<Proposal> byGroup() {
    return Comparator.comparing(Proposal::group); // stable: within a group as they came
  }

  private static String bare(String text) {
    return text.replaceFirst("^['\"`]", "").toLowerCase(Locale.ROOT);
  }

  /** Keywords are typed in one case or the other. */
  private static Stream<Proposal> inTypedCase(List<Proposal> proposals, Cursor cursor) {
    boolean isUpper =
        cursor.word().chars().anyMatch(Character::isUpperCase)
            || cursor.word().isEmpty()
                && cursor.lexemes().stream()
                    .findFirst()
                    .filter(first -> first.image().chars().anyMatch(Character::isUpperCase))
                    .isPresent();
    return isUpper
        ? proposals.stream()
        : proposals.stream()
            .map(
                p ->
                    p.group() == Group.KEYWORD
                        ? Proposal.of(p.group(), p.text().toLowerCase(Locale.ROOT), p.description())
                        : p);
  }
}
