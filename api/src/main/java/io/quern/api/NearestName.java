package io.quern.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name a user probably meant. */
public final class NearestName {
  private static final int SHORT = 4;

  private NearestName() {}

  /**
   * The candidate nearest to {@code name} by edit distance, ignoring case and underscores; empty
   * when even the nearest differs in more than a third of its characters (at least two). Names of
   * up to four characters may differ in one, or in the order of two.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    String folded = fold(name);
    return candidates.stream()
        .filter(candidate -> !candidate.isBlank())
        .filter(candidate -> distance(folded, fold(candidate)) <= limit(folded, fold(candidate)))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(folded, fold(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code Did you mean 'x'?}, or empty. */
  public static Optional<String> hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(nearest -> "Did you mean '" + nearest + "'?");
  }

  private static int limit(String name, String candidate) {
    if (name.length() > SHORT) {
      return Math.max(2, name.length() / 3);
    }
    return letters(name).equals(letters(candidate)) ? 2 : 1;
  }

  private static List<Integer> letters(String name) {
    return name.chars().sorted().boxed().toList();
  }

  private static int distance(String name, String candidate) {
    return LevenshteinDistance.getDefaultInstance().apply(name, candidate);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
