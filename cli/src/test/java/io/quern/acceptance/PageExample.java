package io.quern.acceptance;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One block of SQL of a page.
 *
 * @param place the page and the line that the block begins at
 * @param sql statements
 * @param skipped why they cannot run in a test; empty where they can
 * @param output what they print, by the page
 */
record PageExample(String place, String sql, Optional<String> skipped, Optional<Output> output) {
  private static final String BETWEEN_RESULTS = "\n\n";

  PageExample {
    requireNonNull(place, "place is null");
    requireNonNull(sql, "sql is null");
    requireNonNull(skipped, "skipped is null");
    requireNonNull(output, "output is null");
  }

  /**
   * The block behind it.
   *
   * @param begin offset of its text in the page
   * @param vertical whether results are shown with one line a value
   * @param varies whether its numbers are different each time
   */
  record Output(String text, int begin, boolean vertical, boolean varies) {
    Output {
      requireNonNull(text, "text is null");
    }
  }

  boolean vertical() {
    return output.map(Output::vertical).orElse(false);
  }

  /** Whether the page shows the error that the last statement ends with. */
  boolean fails() {
    return output.stream().flatMap(o -> o.text().lines()).anyMatch(l -> l.startsWith("ERROR "));
  }

  /** Whether the page's output is what was printed; the page need not show all of it. */
  boolean shows(PageSession.Printed printed) {
    return output
        .map(
            shown -> {
              PageText text = new PageText(shown.text(), shown.varies());
              return !shown.text().isBlank()
                  && Stream.of(printed.all(), printed.results())
                      .anyMatch(all -> text.isPartOf(new PageText(all, shown.varies())));
            })
        .orElse(true);
  }

  /** What to show instead: an error with all before it, else as many of the last results as now. */
  String asMuchOf(PageSession.Printed printed) {
    String shown = output.map(Output::text).orElse("");
    if (fails() || shown.isBlank()) {
      return fails() ? printed.all() : printed.results();
    }
    List<String> results = List.of(printed.results().split(BETWEEN_RESULTS));
    int shownResults = Math.min(results.size(), shown.split(BETWEEN_RESULTS).length);
    return String.join(
        BETWEEN_RESULTS, results.subList(results.size() - shownResults, results.size()));
  }
}
