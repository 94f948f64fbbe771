package io.quern.bench.quality;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Quern beside the double-precision reference of the engine's tests: what {@code
 * CriteoReferenceTest} has written, one line of JSON for each recipe and deal.
 */
final class ReferenceTable {
  private static final String RESOURCE = "/quality/reference.ndjson";

  private static final String TEXT =
      """

      ## Criteo sample, against the reference

      Is it the engine that falls short, or what it is asked to learn? The reference trains the same rows in double
      precision, written to be read and without a part of the engine: from the same initial weights, through the same
      batches, with the same dropout masks. Both score the same test rows, Quern as PREDICT does from the committed model.
      `CriteoReferenceTest` of module `executor-runtime` holds one deal against it in every build, and writes the lines
      behind this table with `-Dquern.deals=10 -Dquern.results=…`.

      | recipe of DeepFM | deals | Quern, mean test AUC | reference | difference of the means | greatest of a deal |
      |---|---|---|---|---|---|
      """;

  /** One training of each. */
  private record Deal(String recipe, long deal, double quern, double reference) {
    double difference() {
      return quern - reference;
    }
  }

  private ReferenceTable() {}

  /** The section of the page. */
  static String markdown() throws IOException {
    Map<String, List<Deal>> recipes =
        deals().stream()
            .collect(Collectors.groupingBy(Deal::recipe, LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder(TEXT);
    recipes.forEach((recipe, deals) -> text.append(row(recipe, deals)));
    return text.toString();
  }

  private static List<Deal> deals() throws IOException {
    try (InputStream in = ReferenceTable.class.getResourceAsStream(RESOURCE);
        MappingIterator<Deal> lines = new ObjectMapper().readerFor(Deal.class).readValues(in)) {
      return lines.readAll();
    }
  }

  private static String row(String recipe, List<Deal> deals) {
    double quern = deals.stream().mapToDouble(Deal::quern).average().orElseThrow();
    double reference = deals.stream().mapToDouble(Deal::reference).average().orElseThrow();
    double greatest =
        deals.stream().mapToDouble(deal -> Math.abs(deal.difference())).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.4f | %.4f | %+.4f | %.4f |%n",
        recipe,
        deals.size(),
        quern,
        reference,
        quern - reference,
        greatest);
  }
}
